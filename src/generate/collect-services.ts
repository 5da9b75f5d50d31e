import { basename, dirname, resolve } from 'node:path'
import { look } from '../disk/journal.js'
import type { GenDockerfileError } from '../model/error.js'
import type { BuiltTarget } from './build-target.js'
import { duplicateOutputs } from './duplicates.js'
import { ignoreLocation } from './ignore-file.js'
import type { GeneratedService } from './service.js'
import type { Session } from './session.js'

/** The services of a run, collected one by one. */
export interface ServiceCollector {
  readonly add: (built: BuiltTarget) => Promise<void>
  /** All that were added but those that would write one file, sorted by folder, those of one folder by file. */
  readonly services: () => readonly GeneratedService[]
  /** An error for each file that several would write. */
  readonly duplicates: () => readonly GenDockerfileError[]
}

/** The name that a file has among several of one folder: `api` of `api.Dockerfile`, `web` of `Dockerfile.web`. */
const ownName = (output: string): string | undefined =>
  /^(.+)\.[Dd]ockerfile$/.exec(basename(output))?.[1] ?? /^[Dd]ockerfile\.(.+)$/.exec(basename(output))?.[1]

/** What the service of a target is called. */
export const nameOf = async ({ source, target, facts, output }: BuiltTarget, session: Session): Promise<string> => {
  const { folder, entry } = source
  if (entry?.value.name !== undefined && target.label === '') return entry.value.name
  // Of several exports each is called as its file.
  const own = target.label === '' ? undefined : (ownName(output) ?? basename(dirname(output)))
  return own ?? ((facts ?? (await session.facts(folder))).name || basename(folder))
}

const membersOf = ({ facts, folder, source: { display } }: BuiltTarget): readonly string[] | undefined => {
  const { workspace } = facts ?? {}
  return workspace?.build.map(({ dir }) => display(resolve(folder, workspace.root, dir)))
}

const serviceOf = async (built: BuiltTarget, session: Session): Promise<GeneratedService> => {
  const { source, assembled, output, context, preset } = built
  const { display } = source
  const members = membersOf(built)
  return {
    name: await nameOf(built, session),
    folder: display(source.folder),
    source: display(source.file),
    output: display(output),
    ...(assembled.ignore === false ? {} : { ignoreFile: display(ignoreLocation(output, context).file) }),
    context: display(context),
    targets: assembled.targets,
    document: assembled.document,
    ...(preset === undefined ? {} : { preset }),
    ...(members === undefined ? {} : { members }),
  }
}

const inOneWord = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')

/** Services of one name are called by their folders, and where even these are the same by their files. */
const withUniqueNames = (services: readonly GeneratedService[]): readonly GeneratedService[] =>
  [({ folder }: GeneratedService) => inOneWord(folder), ({ output }: GeneratedService) => inOneWord(output)].reduce(
    (named, longName) => {
      const counts = new Map<string, number>()
      for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1)
      return named.map((each) => ((counts.get(each.name) ?? 0) > 1 ? { ...each, name: longName(each) } : each))
    },
    services,
  )

const byPlace = (left: GeneratedService, right: GeneratedService): number =>
  compare(left.folder, right.folder) || compare(left.output, right.output)

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Makes a collector of what is generated for the services of a run. */
export const collectServices = (session: Session): ServiceCollector => {
  const found: {
    readonly service: GeneratedService
    readonly claim: Parameters<typeof duplicateOutputs>[0][number]
  }[] = []
  return {
    add: async (built) => {
      const { source, target, output } = built
      const service = await serviceOf(built, session)
      const claim = { source: service.source, label: target.label, outputs: [source.display(look.realPath(output))] }
      found.push({ service, claim })
    },
    services: () => {
      const duplicates = duplicateOutputs(found.map(({ claim }) => claim))
      const services = found.flatMap(({ service }, index) => (duplicates.has(index) ? [] : [service]))
      return withUniqueNames(services.sort(byPlace))
    },
    duplicates: () => [...new Set(duplicateOutputs(found.map(({ claim }) => claim)).values())],
  }
}

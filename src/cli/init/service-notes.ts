import type { Colors } from '../../report/colors.js'
import { findServiceFolders, type FoundFolder, isService } from '../../scaffold/find-services.js'
import type { Survey } from '../../scaffold/survey.js'
import { listed } from '../listed.js'

/** More programs than this are counted. */
const namedPrograms = 6

/** What to do with a folder of several programs; at the root a `dockerfile.ts` would take the place of all services. */
const howToChoose = ({ dir, choice = {} }: FoundFolder): string => {
  if (dir !== '.')
    return `run \`gen-dockerfile init --cwd ${dir}\` for a dockerfile.ts with one image each, and \`init\` here again.`
  const options = Object.entries(choice).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? JSON.stringify(value) : String(value)}`,
  )
  return `name one in \`gen-dockerfile.yaml\`: \`.: { options: { ${options.join(', ')} } }\`.`
}

const severalPrograms = (found: readonly FoundFolder[]): readonly string[] =>
  found.flatMap((folder) => {
    const { dir, programs } = folder
    if (programs === undefined) return []
    const named = programs.slice(0, namedPrograms).join(', ')
    const more = programs.length > namedPrograms ? ` and ${programs.length - namedPrograms} more` : ''
    return [`\`${dir}\` has ${programs.length} programs (${named}${more}): ${howToChoose(folder)}`]
  })

const commands = (found: readonly FoundFolder[]): readonly string[] =>
  found.flatMap(({ dir, command }) =>
    command === undefined
      ? []
      : [
          `\`${dir}\` is left out: it is what \`${command}\` runs. For an image of it, add \`${dir}: {}\` to \`gen-dockerfile.yaml\`.`,
        ],
  )

/** Folders that are left out for one reason are told of together: it may be the lockfile of them all. */
const leftOut = (found: readonly FoundFolder[]): readonly string[] => {
  const byReason = new Map<string, string[]>()
  for (const { dir, refusal } of found) {
    if (refusal === undefined) continue
    const known = byReason.get(refusal)
    if (known === undefined) byReason.set(refusal, [dir])
    else known.push(dir)
  }
  return [...byReason].map(([reason, dirs]) => {
    return `${listed(dirs)} ${dirs.length === 1 ? 'is' : 'are'} left out: ${reason}`
  })
}

/** What to know of folders that get no image. */
export const notesOf = (found: readonly FoundFolder[]): readonly string[] => [
  ...severalPrograms(found),
  ...commands(found),
  ...leftOut(found),
]

/** Where services lie below a folder that is one itself: a web client in the folder of a server, with a workspace of its own. */
export const servicesBelow = async ({ facts, folder }: Survey): Promise<readonly string[]> => {
  const found = (await findServiceFolders(folder, facts)).filter(({ dir }) => dir !== '.')
  const projects = new Set(found.map(({ dir }) => dir))
  const outermostOf = (dir: string): string => {
    const parts = dir.split('/')
    const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
    return prefixes.find((prefix) => projects.has(prefix)) ?? dir
  }
  const places = [...new Set(found.filter(isService).map(({ dir }) => outermostOf(dir)))]
  const [first] = places
  if (first === undefined) return []
  return [
    `${listed(places)} ${places.length === 1 ? 'has' : 'have'} services, too, which are no part of this one: run \`gen-dockerfile init --cwd ${first}\`.`,
  ]
}

/** Notes below each other, as the terminal shows them. */
export const notesText = (reasons: readonly string[], colors: Colors): string =>
  ['', ...reasons.map((reason) => `${colors.cyan('note:')} ${reason}`), ''].join('\n')

import { dirname, resolve } from 'node:path'
import type { Assembled } from '../builders/assemble.js'
import type { Config } from '../config/config.js'
import { GenDockerfileError } from '../model/error.js'
import type { ExportedTarget } from './default-export.js'
import { entryPlace } from './service-entry.js'
import type { Session } from './session.js'
import { isFromConfig, leavesRepository, type SourceFile } from './source-file.js'

const capitalised = (text: string): string => text.replace(/^./, (first) => first.toUpperCase())

const withoutName = (label: string, source: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'missing-file',
    message: capitalised(`${label} of the array that \`${source}\` exports does not say which file it is for.`),
    hint: "Name it, `dockerfile({ file: 'api.Dockerfile', … })` or `preset.with({ file })`, or export a record.",
    place: { file: source },
  })

/** The template for services that only the configuration describes, where they have none of their own. */
export const defaultTemplate = ({ defaults }: Config): string => defaults.output ?? '{dir}/Dockerfile'

/** A template with the folder and the name of a service. */
export const filledIn = (
  template: string,
  { dir, name = '' }: { readonly dir: string; readonly name?: string },
): string => template.replaceAll('{dir}', () => dir).replaceAll('{name}', () => name)

/** The template of the configuration that decides about a target; one of a single service before that for all. */
const templateOf = ({ file }: Assembled, { label }: ExportedTarget, source: SourceFile): string | undefined => {
  const { entry } = source
  if (entry === undefined) return undefined
  const { output } = entry.value
  if (output !== undefined && label !== '') {
    throw new GenDockerfileError({
      code: 'output-of-several',
      message: `\`${entry.dir}\` has one \`output\`, but \`${source.display(source.file)}\` exports several Dockerfiles.`,
      hint: 'Take it out: the keys of the export name the files.',
      place: entryPlace(entry, 'output'),
    })
  }
  if (output !== undefined) return output
  if (label !== '' || file !== undefined) return undefined
  return isFromConfig(source) ? defaultTemplate(entry.config) : entry.config.defaults.output
}

/**
 * The file that a target is written to, absolute. `name` gives the name of the service, where a template asks for it.
 *
 * Rejects with a GenDockerfileError for a file that cannot be written: one outside of the repository, a folder, the source itself.
 */
export const targetOutput = async (
  assembled: Assembled,
  target: ExportedTarget,
  source: SourceFile,
  name: () => Promise<string>,
  realFile: Session['realFile'],
): Promise<string> => {
  const sourceName = source.display(source.file)
  const template = templateOf(assembled, target, source)
  const { entry } = source
  const file = assembled.file ?? target.file
  const written =
    entry && template !== undefined
      ? filledIn(template, { dir: entry.dir, name: template.includes('{name}') ? await name() : '' })
      : file
  if (written === undefined) throw withoutName(target.label, sourceName)
  const output = resolve(entry && template !== undefined ? dirname(entry.config.file) : source.folder, written)
  const refuse = (code: string, what: string, hint: string): never => {
    const place = entry && template !== undefined ? entryPlace(entry, 'output') : { file: sourceName }
    throw new GenDockerfileError({ code, message: `\`${sourceName}\` ${what}`, hint, place })
  }
  if (/[/\\]$/.test(written))
    refuse('invalid-file', `writes to \`${written}\`, which is a folder.`, 'Name the file, as in `Dockerfile`.')
  if (output === source.file)
    refuse('invalid-file', 'would write its Dockerfile over itself.', 'Choose another `file`.')
  const leaves = leavesRepository(source, output, realFile(source, output))
  if (leaves !== undefined) {
    const where =
      leaves === 'link' ? 'leads out of the repository through a symbolic link' : 'is outside of the repository'
    refuse(
      'outside-repository',
      `writes to \`${source.display(output)}\`, which ${where}.`,
      'Choose a `file` inside of it.',
    )
  }
  return output
}

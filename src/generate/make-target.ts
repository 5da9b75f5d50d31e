import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { assemble, type Assembled, type Buildable } from '../builders/assemble.js'
import { lintDocument } from '../linter/index.js'
import type { Diagnostic } from '../model/diagnostic.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import {
  isPreset,
  type Preset,
  presetDefinition,
  presetDir,
  resolve as resolvePreset,
} from '../presets/define-preset.js'
import type { Facts } from '../project/facts.js'
import { renderDocument } from '../renderer/index.js'
import type { ExportedTarget } from './default-export.js'
import { diskTree } from './disk-tree.js'
import type { LintSettings } from './lint-settings.js'
import type { Loaded } from './load/load.js'
import { makeIgnore } from './make-ignore.js'
import type { MadeFile } from './made-file.js'
import { markerComment, sealMarker } from './marker.js'
import { pathFrom } from './paths.js'
import { problemDiagnostic } from './problem-diagnostic.js'
import { defaultContext } from './service-context.js'
import { leavesRepository, type SourceFile } from './source-file.js'

/** What one exported target comes to. */
export interface MadeTarget {
  readonly files: readonly MadeFile[]
  /** The build context, absolute. */
  readonly context: string
  readonly diagnostics: readonly Diagnostic[]
  readonly notes: readonly string[]
}

/** What making a target needs besides the target. */
export interface MakeOptions {
  readonly source: SourceFile
  readonly loaded: Loaded
  readonly lint: LintSettings
}

interface Resolved {
  readonly value: Buildable
  readonly facts?: Facts
  /** The folder that the facts were read from. */
  readonly folder: string
}

/** Facts know their files from the service's folder, the user from the working directory. */
const fromService = (error: unknown, folder: string, { display }: SourceFile, { inputs }: Loaded): unknown => {
  if (!isGenDockerfileError(error) || error.place === undefined) return error
  const { file } = error.place
  const isCode = inputs.some((input) => display(input) === file)
  if (!isCode) error.place = { ...error.place, file: display(join(folder, file)) }
  return error
}

const resolveTarget = async (value: Buildable | Preset, { source, loaded }: MakeOptions): Promise<Resolved> => {
  if (!isPreset(value)) return { value, folder: source.folder }
  const { readFacts } = await import('../project/read-facts.js')
  const folder = resolve(source.folder, presetDir(value) ?? '.')
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new GenDockerfileError({
      code: 'preset-dir-not-found',
      message: `There is no folder \`${source.display(folder)}\`, which the preset's \`dir\` names.`,
      hint: `It is relative to \`${source.display(source.file)}\`.`,
      place: { file: source.display(source.file) },
    })
  }
  const { ecosystems } = presetDefinition(value)
  const facts = await readFacts(folder, {
    root: source.root,
    ...(ecosystems.length === 0 ? {} : { ecosystems }),
  })
  const resolved = await loaded
    .run(() => resolvePreset(value, facts))
    .catch((error: unknown) => {
      throw fromService(error, folder, source, loaded)
    })
  return { value: resolved, facts, folder }
}

const contextOf = async ({ context }: Assembled, { facts, folder }: Resolved, source: SourceFile): Promise<string> => {
  if (context !== undefined) return resolve(source.folder, context)
  return facts === undefined ? defaultContext(folder, source.root) : resolve(folder, facts.context)
}

const outputOf = (assembled: Assembled, { file, label }: ExportedTarget, source: SourceFile): string => {
  const name = assembled.file ?? file
  const sourceName = source.display(source.file)
  if (name === undefined) {
    throw new GenDockerfileError({
      code: 'missing-file',
      message: `${label} of the array that \`${sourceName}\` exports does not say which file it is for.`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
      hint: "Name it, `dockerfile({ file: 'api.Dockerfile', … })` or `preset.with({ file })`, or export a record.",
      place: { file: sourceName },
    })
  }
  const output = resolve(source.folder, name)
  const refuse = (code: string, what: string, hint: string): never => {
    throw new GenDockerfileError({ code, message: `\`${sourceName}\` ${what}`, hint, place: { file: sourceName } })
  }
  if (/[/\\]$/.test(name))
    refuse('invalid-file', `writes to \`${name}\`, which is a folder.`, 'Name the file, as in `Dockerfile`.')
  if (output === source.file)
    refuse('invalid-file', 'would write its Dockerfile over itself.', 'Choose another `file`.')
  const leaves = leavesRepository(source, output)
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

/**
 * Makes the texts of one exported target: its Dockerfile and the ignore file that belongs to it, checked by the rules.
 * Nothing is written.
 *
 * @throws GenDockerfileError for a target that cannot be made, at the user's line.
 */
export const makeTarget = async (target: ExportedTarget, options: MakeOptions): Promise<MadeTarget> => {
  const { source, loaded } = options
  const resolved = await resolveTarget(target.value, options)
  const assembled = await loaded.run(() => assemble(resolved.value))
  const context = await contextOf(assembled, resolved, source)
  const output = outputOf(assembled, target, source)
  const rendered = renderDocument(assembled.document, { marker: markerComment(pathFrom(dirname(output), source.file)) })
  const text = sealMarker(rendered.text)
  const ignore = makeIgnore(assembled, { output, context, source })
  const findings = lintDocument(assembled.document, {
    ...options.lint,
    file: source.display(output),
    spans: rendered.spans,
    suppressions: assembled.suppressions,
    tree: diskTree(context),
    ignore: ignore.text,
    ignoreFile: ignore.file === undefined ? undefined : source.display(ignore.file),
    targets: assembled.targets,
    text,
  })
  const problems = (resolved.facts?.problems ?? []).map((problem) =>
    problemDiagnostic(problem, source.display(join(resolved.folder, problem.file))),
  )
  return {
    files: [{ kind: 'dockerfile', output, text }, ...ignore.files],
    context,
    diagnostics: [...problems, ...findings],
    notes: ignore.notes,
  }
}

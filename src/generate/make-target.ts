import { dirname, join } from 'node:path'
import { lintDocument } from '../linter/index.js'
import type { Diagnostic } from '../model/diagnostic.js'
import { renderDocument } from '../renderer/index.js'
import { tellIgnoreFile } from '../rules/support/ignore-file.js'
import type { BuiltTarget } from './build-target.js'
import type { LintSettings } from './lint-settings.js'
import { lowerForBuilder } from './lower-for-builder.js'
import type { MadeFile } from './made-file.js'
import { makeIgnore } from './make-ignore.js'
import { markerComment, sealMarker } from './marker.js'
import { pathFrom } from './paths.js'
import { problemDiagnostic } from './problem-diagnostic.js'
import type { Session } from './session.js'

/** What one exported target comes to. */
export interface MadeTarget {
  readonly files: readonly MadeFile[]
  /** The build context, absolute. */
  readonly context: string
  readonly diagnostics: readonly Diagnostic[]
  readonly notes: readonly string[]
}

/**
 * Makes the texts of a target: its Dockerfile and the ignore file that belongs to it, checked by the rules. Nothing is
 * written.
 *
 * @throws GenDockerfileError for an ignore file that cannot be merged.
 */
export const makeTarget = (built: BuiltTarget, lint: LintSettings, session: Session): MadeTarget => {
  const { source, assembled, output, context, facts, folder } = built
  const tree = session.tree(context)
  const document = lowerForBuilder(assembled.document, lint.builder, assembled.ignore === undefined, tree)
  const rendered = renderDocument(document, { marker: markerComment(pathFrom(dirname(output), source.file)) })
  const text = sealMarker(rendered.text)
  const ignore = makeIgnore(assembled, { output, context, source, tree })
  if (ignore.text !== undefined && ignore.read !== undefined) tellIgnoreFile(ignore.text, ignore.read)
  const findings = lintDocument(document, {
    ...lint,
    file: source.display(output),
    spans: rendered.spans,
    suppressions: assembled.suppressions,
    tree,
    ignore: ignore.text,
    ignoreFile: ignore.file === undefined ? undefined : source.display(ignore.file),
    targets: assembled.targets,
    text,
  })
  const problems = (facts?.problems ?? []).map((problem) =>
    problemDiagnostic(problem, source.display(join(folder, problem.file))),
  )
  return {
    files: [{ kind: 'dockerfile', output, text }, ...ignore.files],
    context,
    diagnostics: [...problems, ...findings],
    notes: ignore.notes,
  }
}

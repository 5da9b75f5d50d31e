import { assemble, type Buildable } from '../builders/assemble.js'
import type { Diagnostic } from '../model/diagnostic.js'
import { renderDocument } from '../renderer/index.js'
import { lintDocument, type LintOptions } from './lint-document.js'

/** What {@link validate} can be told; `tree` and `ignore` let it see the build context. */
export type ValidateOptions = Omit<LintOptions, 'spans' | 'suppressions' | 'targets' | 'text'>

/**
 * What is wrong with a document, as data: mistakes across stages, against the build context, against what is known of
 * the base images. An empty list is what `generate` needs to write without a word.
 *
 * @example
 * ```ts
 * const build = stage('build').from('golang:1.26-trixie').run('go build -o /app')
 * const app = stage('app').from('gcr.io/distroless/static-debian13:nonroot').copyFrom(build, '/app', '/app').run('echo')
 * validate(app).map((each) => each.rule).join()
 * // shell-form-without-shell
 * ```
 * @throws GenDockerfileError for what no Dockerfile can express.
 */
export const validate = (value: Buildable, options: ValidateOptions = {}): readonly Diagnostic[] => {
  const { document, suppressions, targets, file } = assemble(value)
  const { spans, text } = renderDocument(document)
  return lintDocument(document, {
    ...(file === undefined ? {} : { file }),
    ...options,
    spans,
    text,
    targets,
    suppressions,
  })
}

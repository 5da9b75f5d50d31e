import { lintDocument } from '../../linter/index.js'
import { fileTree } from '../../model/file-tree.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { Rule } from '../../rules/support/rule.js'

/** Whether `lint --fix` repairs what a rule reports: tried with the bad example of its page, so that it cannot be out of date. */
export const isRepaired = ({ name, docs: { bad, setting = {} } }: Rule): boolean => {
  const parsed = parseDockerfile(bad)
  if ('error' in parsed) return false
  const { files, ignore, builder, policy } = setting
  const findings = lintDocument(parsed.document, {
    text: bad,
    ignore,
    builder,
    policy,
    tree: files === undefined ? undefined : fileTree(files),
  })
  return findings.some(({ rule, fix }) => rule === name && fix !== undefined)
}

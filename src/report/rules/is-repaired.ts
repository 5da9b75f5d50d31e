import { analyse } from '../../analysis/analyse.js'
import { fileTree } from '../../model/file-tree.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { Rule } from '../../rules/support/rule.js'

/** Whether `lint --fix` repairs what a rule reports: tried with the bad example of its page, so that it cannot be out of date. */
export const isRepaired = (rule: Rule): boolean => {
  const { bad, setting: { files, ...setting } = {} } = rule.docs
  const parsed = parseDockerfile(bad)
  if ('error' in parsed) return false
  const { document } = parsed
  const options = {
    ...setting,
    text: bad,
    sources: parsed.sources,
    tree: files === undefined ? undefined : fileTree(files),
  }
  const findings = rule.check({ document, analysis: analyse(document), options, spanOf: ({ span }) => span })
  return [...findings].some(({ fix, only }) => fix !== undefined && only === undefined)
}

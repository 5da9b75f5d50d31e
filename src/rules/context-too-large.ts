import { contextSources } from '../analysis/context-sources.js'
import { contextOf, createMatcher } from '../ignore/index.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** `1.5 MB`; units of a thousand, as Docker has them. */
const sizeText = (bytes: number): string => {
  let [size, unit] = [bytes, 0]
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 ? size : Number(size.toFixed(1))} ${units[unit] ?? ''}`
}

export const rule = defineRule({
  name: 'context-too-large',
  summary: 'The build context is larger than the policy allows.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'What the ignore file lets through can be sent to the builder, and a `COPY . .` puts it into the image. The team limits it with `policy.maximumContext`, in bytes. The rule does nothing without that part of the policy, where the files of the context are not known, and where the Dockerfile takes none of them.',
    bad: `FROM debian:trixie-slim
COPY . /app
`,
    good: `FROM debian:trixie-slim
`,
    ignoreWhen: 'The image is made of large files; raise the limit for it.',
    setting: { policy: { maximumContext: 1000 }, files: [{ path: 'data.bin', size: 2000 }] },
  },
  check({ analysis, document, options }) {
    const findings: Finding[] = []
    const { tree, ignore = '', policy } = options
    const limit = policy?.maximumContext
    if (limit === undefined || tree === undefined) return findings
    // A file that takes nothing of the context has none sent.
    if (contextSources(analysis).length === 0) return findings
    const matcher = ignore === '' ? createMatcher([]) : readIgnoreFile(ignore).matcher
    if (matcher === undefined) return findings
    let total = 0
    let largest = { path: '', size: 0 }
    for (const { path, node } of contextOf(tree, matcher)) {
      const size = node.kind === 'file' ? (node.size ?? 0) : 0
      total += size
      if (size > largest.size) largest = { path, size }
    }
    if (total <= limit) return findings
    const [first] = document.stages
    findings.push({
      message: `The build context has ${sizeText(total)}, and the policy allows \`${sizeText(limit)}\`; the largest file is \`${largest.path}\` with ${sizeText(largest.size)}.`,
      hint: 'Leave what the build does not need out with the ignore file; `gen-dockerfile context` shows what is in it.',
      ...(first === undefined ? {} : { at: first.from }),
    })
    return findings
  },
})

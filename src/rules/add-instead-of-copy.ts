import { remoteSource } from '../analysis/context-sources.js'
import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const archiveForHadolint = /\.(?:tar|gz|tgz|bz2|tbz|tbz2|tb2|xz|txz|lz|tlz|lzma|tpz|Z|tZ)$/

/** What ADD unpacks: a tar archive, also a compressed one, whatever it is called. */
const archive = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|tb2|txz|tlz|tzst|taz|tz2|tZ|gz|bz2|xz|zst|lzma|lz|Z)$/i

const isFineForHadolint = (word: string): boolean => /^https?:\/\//.test(word) || archiveForHadolint.test(word)

export const rule = defineRule({
  name: 'add-instead-of-copy',
  summary: 'ADD does what COPY does.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3020'],
  hadolint: [
    {
      code: 'hadolint:DL3020',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'add').filter(
          ({ words }) => !words.slice(0, -1).every((word) => isFineForHadolint(unquoted(word))),
        ),
      message: 'hadolint knows no ADD but that of an archive or of `https://…`.',
    },
  ],
  about: { instructions: ['add'] },
  docs: {
    why: 'ADD fetches what looks like an address and unpacks what turns out to be an archive. For files of the build context COPY says what happens, whatever they are.',
    bad: `FROM nginx:1.29-alpine
ADD nginx.conf /etc/nginx/nginx.conf
`,
    good: `FROM nginx:1.29-alpine
COPY nginx.conf /etc/nginx/nginx.conf
`,
    ignoreWhen: 'The source is an archive that is to be unpacked, and its name does not say so.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, copy } of analysis.steps('add')) {
      const sources = copy?.sources ?? []
      const isPlain = sources.every(
        ({ value, certain }) => certain && !remoteSource.test(value) && !archive.test(value) && !/[*?[]/.test(value),
      )
      if (!isPlain || (sources.length === 0 && instruction.heredocs.length === 0)) continue
      findings.push({
        message: `ADD of ${sources[0] === undefined ? 'a heredoc' : `\`${sources[0].value}\``} does what COPY does.`,
        hint: 'Write COPY.',
        at: place,
      })
    }
    return findings
  },
})

import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Where every distribution has its programs. */
const standard = ['/bin', '/usr/bin']

const foldersOf = (path: string): readonly string[] => path.split(':').map((each) => each.replace(/(?<=.)\/$/, ''))

export const rule = defineRule({
  name: 'path-overwritten',
  summary: 'ENV sets PATH without the folders that were in it.',
  category: 'variables',
  severity: 'warning',
  codes: [],
  about: { instructions: ['env'] },
  docs: {
    why: 'ENV replaces the value. Without `$PATH` in it the shell finds none of the programs of the base image any more, neither in later steps nor in the container.',
    bad: `FROM python:3.14-slim-trixie
ENV PATH=/app/.venv/bin
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
ENV PATH=/app/.venv/bin:$PATH
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'The image holds one program, which is called by its whole path.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, words, stage } of analysis.steps('env')) {
      const pair = instruction.pairs.find(({ name }) => name === 'PATH')
      const path = pair && words.find(({ word }) => word === pair.value)
      if (pair === undefined || path === undefined || path.matched.includes('PATH')) continue
      // An unknown variable may hold the old value; Windows separates by `;`.
      if (path.unmatched.length > 0 || !path.certain || /[;\\]/.test(path.value)) continue
      const folders = foldersOf(path.value)
      if (standard.some((folder) => folders.includes(folder)) || stage.facts?.shells.length === 0) continue
      findings.push({
        message: `PATH becomes \`${path.value}\`: programs in \`/usr/bin\` and \`/bin\`, such as \`ls\`, are no longer found.`,
        hint: `Write \`PATH=${pair.value.replace(/^(["'])(.*)\1$/, '$2')}:$PATH\`.`,
        at: place,
      })
    }
    return findings
  },
})

import { directivePlace } from './support/directives.js'
import { frontendOf } from './support/frontend-version.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'moving-syntax',
  summary: 'The `# syntax` line names a frontend that may change under the file.',
  category: 'portability',
  severity: 'info',
  codes: [],
  about: { traits: ['syntax'] },
  docs: {
    why: 'The frontend reads the Dockerfile. `latest`, `labs` and `master` may read it differently tomorrow, and what is tried out there may go away. `docker/dockerfile:1` gets what is new and stays compatible. Where `# check=error=true` makes findings fail the build, even a new check is a change, so that a minor version is named too.',
    bad: `# syntax=docker/dockerfile:latest
FROM debian:trixie-slim
`,
    good: `# syntax=docker/dockerfile:1
FROM debian:trixie-slim
`,
    ignoreWhen: 'You need something that only that channel has, and look after it.',
  },
  check(context) {
    const findings: Finding[] = []
    // Other builders take the line for a comment.
    if ((context.options.builder ?? 'buildkit') !== 'buildkit') return findings
    const { syntax = '', check } = context.document.directives
    const frontend = frontendOf(syntax)
    if (frontend === undefined || frontend.hasDigest) return findings
    const { tag, version, labs, repository } = frontend
    const stable = repository.replace(/-upstream$/, '')
    if (version === undefined || (labs && version.minor === undefined)) {
      findings.push({
        message: `\`${syntax}\` is ${tag === undefined || tag === 'latest' ? 'whatever version is the newest, the next major one included' : 'a channel for what is not finished'}: the file may be read differently tomorrow.`,
        hint: `Write \`# syntax=${stable}:1\`${labs ? ', or the version of the labs channel that you need' : ''}.`,
        ...directivePlace(context, 'syntax'),
      })
    } else if (version.minor === undefined && /(?:^|;)\s*error\s*=\s*true/i.test(check ?? '')) {
      findings.push({
        message: `\`# check=error=true\` makes every finding an error, and \`${syntax}\` brings new checks with each release: a build that works today may fail tomorrow.`,
        hint: `Name the minor version, such as \`# syntax=${stable}:1.20\`.`,
        ...directivePlace(context, 'syntax'),
      })
    }
    return findings
  },
})

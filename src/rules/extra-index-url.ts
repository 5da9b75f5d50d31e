import { optionValue, pipCalls } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { settingsOf } from './support/settings.js'

/** Indexes that anybody can read: what is taken from them is not a package of your own. */
const open =
  /^https?:\/\/(?:download\.pytorch\.org|pypi\.(?:ngc\.)?nvidia\.com|(?:www\.)?piwheels\.org|(?:test\.)?pypi\.org|wheels\.[\w.-]+|abetlen\.github\.io|[\w-]+\.github\.io|flashinfer\.ai|data\.pyg\.org|storage\.googleapis\.com|mirrors?\.[\w.-]+|pypi\.tuna\.tsinghua\.edu\.cn)\b/

const names: ReadonlySet<string> = new Set(['PIP_EXTRA_INDEX_URL'])

const report = (value: string | undefined, at: Finding['at']): Finding => {
  const isOpen = open.test(value ?? '')
  return {
    message: `pip takes a package from PyPI as well as from \`${value ?? ''}\`, whichever has the higher version: who registers the name of ${isOpen ? 'one of its packages' : 'your private package'} there gets into the image.`,
    hint: 'Write `--index-url` with an index that has everything, or pin the packages with hashes (`--require-hashes`).',
    ...(at === undefined ? {} : { at }),
    ...(isOpen ? { severity: 'info' as const } : {}),
  }
}

export const rule = defineRule({
  name: 'extra-index-url',
  summary: 'A pip install looks for a package in two places and takes the higher version.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { instructions: ['arg', 'env'], programs: ['pip', 'pip3', 'python', 'python3'] },
  docs: {
    why: 'An extra index has no precedence. Anybody who publishes a package of the same name with a higher version on PyPI has it installed instead of yours: dependency confusion.',
    bad: `FROM python:3.14-slim
RUN pip install --extra-index-url https://packages.example.com/simple acme-client==2.1.0
`,
    good: `FROM python:3.14-slim
RUN pip install --index-url https://packages.example.com/simple acme-client==2.1.0
`,
    ignoreWhen: 'The names of your packages are registered on PyPI too, or every package is pinned with its hash.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { use, args } of pipCalls(analysis)) {
      if (!args.some((arg) => arg.startsWith('--extra-index-url')) || args.includes('--require-hashes')) continue
      findings.push(report(optionValue(args, '--extra-index-url'), use.at))
    }
    for (const { value, by, at } of settingsOf(analysis, names))
      if (value !== '' || by === 'arg') findings.push(report(value === '' ? '$PIP_EXTRA_INDEX_URL' : value, at))
    return findings
  },
})

import { contextSources } from '../analysis/context-sources.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'no-ignore-file',
  summary: 'The whole build context is copied, and there is no ignore file.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'tree' },
  docs: {
    why: 'Without a `.dockerignore` the context is everything in the folder: the history of the repository, installed packages, local settings with their secrets. All of it is sent to the builder, all of it is copied, and any change of it makes the layer new.',
    bad: `FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
`,
    good: `FROM python:3.14-slim-trixie
WORKDIR /app
COPY app ./app
`,
    ignoreWhen: 'The folder holds nothing but what belongs into the image, and never will.',
    setting: { files: ['app/main.py', 'requirements.txt'] },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    if (options.tree === undefined || options.ignore !== undefined) return findings
    const whole = contextSources(analysis).find(({ kind, place }) => kind !== 'bind' && place === '')
    if (whole === undefined) return findings
    findings.push({
      message: 'The whole folder is sent and copied, local files and secrets included: there is no `.dockerignore`.',
      hint: 'Write one; `gen-dockerfile context` shows what is in the context.',
      at: whole.step.place,
    })
    return findings
  },
})

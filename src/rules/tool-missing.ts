import { scriptOf } from '../analysis/script.js'
import { absentCalls, isToolMissing } from '../analysis/tools.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Reported by rules of their own. */
const elsewhere = ['corepack', 'apt-get', 'apt', 'apk', 'dnf', 'yum', 'sh']

export const rule = defineRule({
  name: 'tool-missing',
  summary: 'A RUN calls a program that the base image does not have.',
  category: 'base-image',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'Slim and Alpine images are small because they leave programs out: curl, wget, git, compilers. Newer images leave out what older ones had: yarn is not in Node.js images since version 26. The build fails with exit code 127.',
    bad: `FROM node:26-trixie-slim
RUN yarn install --frozen-lockfile
`,
    good: `FROM node:26-trixie-slim
RUN npm install --global yarn@1.22.22 && yarn install --frozen-lockfile
`,
    ignoreWhen:
      'The program comes into the image in a way that the file does not show, such as a script that installs it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, stage, index, before } of analysis.steps('run')) {
      const { facts } = stage
      if (facts === undefined || facts.shells.length === 0) continue
      for (const name of absentCalls(scriptOf(instruction, before.shell), facts)) {
        if (elsewhere.includes(name) || !isToolMissing(stage, name, index)) continue
        findings.push({
          message: `There is no \`${name}\` in this \`${facts.name}\` image, and nothing above installs it: the build fails.`,
          hint: `Install \`${name}\` first, or take an image that has it.`,
          at: place,
        })
      }
    }
    return findings
  },
})

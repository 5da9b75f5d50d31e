import type { ScriptUse } from '../analysis/commands.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Whether a script asks for the file or the variable before it uses it. */
const isHandled = (text: string, file: string, variable: string | undefined): boolean => {
  const path = escaped(file)
  const asked = new RegExp(
    `(?:\\btest|\\[\\[?)\\s+(?:!\\s*)?-[a-z]\\s+["']?${path}|<\\s*["']?${path}["']?[^|]{0,200}\\|\\|`,
  )
  if (asked.test(text)) return true
  return variable !== undefined && new RegExp(`\\$\\{${variable}:?[?+-]|-[nz] +["']?\\$\\{?${variable}\\b`).test(text)
}

export const rule = defineRule({
  name: 'optional-secret',
  summary: 'A step goes on without its secret when none is given.',
  category: 'security',
  severity: 'info',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'A secret that is not given is silently not mounted. The step then runs without it: a token is empty, a private package comes from elsewhere, or something fails far from the reason. With `required=true` the build says at once what is missing.',
    bad: `# syntax=docker/dockerfile:1
FROM node:24-trixie-slim
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
`,
    good: `# syntax=docker/dockerfile:1
FROM node:24-trixie-slim
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
`,
    ignoreWhen: 'The step works without the secret too, on purpose.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    let scripts: ReadonlyMap<unknown, ScriptUse> | undefined
    for (const step of analysis.steps('run')) {
      for (const { mount } of step.mounts ?? []) {
        if (mount.type !== 'secret' || (mount.required !== undefined && mount.required !== 'false')) continue
        const id = mount.id ?? mount.source ?? mount.target?.split('/').at(-1) ?? ''
        scripts ??= new Map(analysis.scripts.map((each) => [each.step, each]))
        const text = scripts.get(step)?.script.text
        if (text === undefined || isHandled(text, mount.target ?? `/run/secrets/${id}`, mount.env)) continue
        findings.push({
          message: `Without a secret \`${id}\` this step runs all the same, as if it were empty.`,
          hint: 'Add `required=true` to the mount.',
          at: step.place,
        })
      }
    }
    return findings
  },
})

import type { AndOr, SyntaxNode } from 'unbash'
import type { ScriptUse } from '../analysis/commands.js'
import { setsErrexit, shellStops } from './support/errexit.js'
import { installOf } from './support/installs.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Whether a command only makes the status good. */
const isHarmless = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'Command' &&
  (/^(?:(?:\/usr)?\/bin\/)?true$|^:$|^echo$/.test(node.name?.value ?? '') ||
    (node.name?.value === 'exit' && (node.args[0]?.text ?? '0') === '0'))

type Find = (node: SyntaxNode) => string | undefined

/** `a && install && b || true`: the answer is meant for `b`, and holds for the install as well. */
const forgiven = ({ commands, operators }: AndOr, installAt: Find): string | undefined => {
  const answer = operators.findIndex((operator, index) => operator === '||' && isHarmless(commands[index + 1]))
  if (answer < 1 || operators.slice(0, answer).includes('||')) return undefined
  return commands
    .slice(0, answer)
    .map((node) => installAt(node))
    .find((install) => install !== undefined)
}

/** `install; b`: what comes later decides. */
const passedOver = (node: SyntaxNode, installAt: Find): string | undefined => {
  if (node.type !== 'AndOr') return installAt(node)
  if (node.operators.includes('||')) return undefined
  return node.commands.map((each) => installAt(each)).find((install) => install !== undefined)
}

/** A heredoc's script goes on after any failure, which is a finding by itself. */
const isHeredoc = ({ run }: ScriptUse): boolean => run.heredocs.length > 0

function* findingsIn(use: ScriptUse, installAt: Find): Iterable<Finding> {
  const { script, at, step } = use
  // Nothing stands behind it that could decide.
  if (script.plain) return
  const statements = script.tree?.commands ?? []
  const stops = isHeredoc(use) || script.broken || setsErrexit(script) || shellStops(step.before.shell)
  for (const [index, { command, background }] of statements.entries()) {
    const answered = command.type === 'AndOr' ? forgiven(command, installAt) : undefined
    if (answered !== undefined) {
      yield {
        message: `The \`||\` at the end answers everything in front of it: when \`${answered}\` fails, the build goes on without it.`,
        hint: 'Put what may fail into parentheses with its answer: `install && (cleanup || true)`.',
        at,
      }
      return
    }
    const install = stops || background === true ? undefined : passedOver(command, installAt)
    if (install === undefined || index === statements.length - 1) continue
    yield {
      message: `When \`${install}\` fails, the script goes on behind the \`;\`, and the build succeeds without it.`,
      hint: 'Join the commands with `&&`, or begin with `set -e;`.',
      at,
    }
    return
  }
}

export const rule = defineRule({
  name: 'swallowed-failure',
  summary: 'An install may fail without failing the build.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['run'] },
  docs: {
    why: 'The last command of a RUN decides. `install && cleanup || true` forgives a failed install as well as a failed cleanup, and behind `;` the script goes on: the layer is stored, and cached, without the packages.',
    bad: `FROM python:3.14-slim-trixie
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt && find / -name __pycache__ -delete || true
`,
    good: `FROM python:3.14-slim-trixie
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt && (find / -name __pycache__ -delete || true)
`,
    ignoreWhen: 'The image is also good without the packages; `(install || true)` says so.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const use of analysis.scripts) {
      const { text, commands } = use.script
      if (!/[;|\n]/.test(text)) continue
      const installs = new Map<SyntaxNode, string>()
      for (const command of commands) {
        const install = command.node && installOf(command)
        if (install !== undefined && command.node !== undefined) installs.set(command.node, install)
      }
      if (installs.size > 0) findings.push(...findingsIn(use, (node) => installs.get(node)))
    }
    return findings
  },
})

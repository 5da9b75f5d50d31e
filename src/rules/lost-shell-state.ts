import type { SyntaxNode } from 'unbash'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** How a message calls `A=1`. */
const assignment = 'NAME=value'

/** Builtins whose only effect is on the shell that runs them, and what to write instead. */
const instead: Readonly<Record<string, string>> = {
  [assignment]: 'Write `ENV`.',
  export: 'Write `ENV`.',
  cd: 'Write `WORKDIR`.',
  source: 'Do it in each RUN that needs it, or set PATH with `ENV`.',
  '.': 'Do it in each RUN that needs it, or set PATH with `ENV`.',
  alias: 'Put a script into a folder of PATH.',
  set: 'Write it in each RUN, or in `SHELL`.',
  shopt: 'Write it in each RUN, or in `SHELL`.',
  umask: 'Write it in each RUN.',
  ulimit: 'Write it in each RUN, or give it to `docker run`.',
  unset: 'Write `ENV NAME=`.',
}

/** Files that set variables and do nothing else. */
const settings =
  /(?:\/activate|\.(?:bashrc|profile|bash_profile|zshrc)|\/etc\/profile|\/nvm\.sh|\/(?:cargo|\.cargo)\/env|\/emsdk_env\.sh|\/setup\.(?:ba)?sh)$/

/** What a command only does to its shell; `undefined` for one that does more. */
const stateOf = (node: SyntaxNode | undefined): string | undefined => {
  if (node?.type !== 'Command' || node.redirects.length > 0) return undefined
  const name = node.name?.value ?? ''
  if (name === '') return node.prefix.length > 0 ? assignment : undefined
  if ((name === 'source' || name === '.') && !settings.test(node.args[0]?.text.replaceAll(/["']/g, '') ?? ''))
    return undefined
  return instead[name] === undefined ? undefined : name
}

/** The commands that run one after the other whatever happens, or because the one before succeeded. */
const sequence = (nodes: readonly SyntaxNode[]): readonly SyntaxNode[] =>
  nodes.flatMap((node): readonly SyntaxNode[] => {
    if (node.type === 'Statement') return sequence([node.command])
    return node.type === 'AndOr' && !node.operators.includes('||') ? node.commands : [node]
  })

/** The last of them. */
const lastOf = (node: SyntaxNode | undefined): SyntaxNode | undefined =>
  node?.type === 'AndOr' && !node.operators.includes('||') ? node.commands.at(-1) : node

export const rule = defineRule({
  name: 'lost-shell-state',
  summary: 'A RUN changes its shell only, which ends with it.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['run'] },
  docs: {
    why: 'Each RUN has a shell of its own. Variables, aliases, options and the directory that it is in are gone with it: neither the next RUN nor the container sees them.',
    bad: `FROM python:3.14-slim-trixie
RUN python -m venv /venv
RUN . /venv/bin/activate
RUN pip install flask==3.1.2
`,
    good: `FROM python:3.14-slim-trixie
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install flask==3.1.2
`,
    ignoreWhen: 'The step only tests that the command succeeds.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { script, at } of analysis.scripts) {
      if (script.plain && instead[script.commands[0]?.name ?? ''] === undefined) continue
      if (script.tree === undefined || script.broken) continue
      // Most scripts end with something else, and need no closer look.
      const last = stateOf(lastOf(script.tree.commands.at(-1)?.command))
      if (last === undefined) continue
      const nodes = sequence(script.tree.commands)
      const whole = nodes.every((node) => stateOf(node) !== undefined)
      // Behind other commands only what looks meant for later is reported: the rest of the step is of use.
      if (!whole && last !== 'export' && last !== 'alias') continue
      findings.push({
        message: whole
          ? `This RUN only does \`${last}\`, which ends with its shell: later steps and the container see nothing of it.`
          : `\`${last}\` at the end of a RUN has no effect: later steps and the container have shells of their own.`,
        hint: instead[last] ?? '',
        at,
      })
    }
    return findings
  },
})

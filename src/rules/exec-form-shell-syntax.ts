import type { StageNode, Step } from '../analysis/stage-node.js'
import type { Command } from '../model/command.js'
import type { TextEdit } from '../model/diagnostic.js'
import type { Instruction } from '../model/instruction.js'
import { alongChain } from './support/along-chain.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'
import { editOf, fixBy, writtenOf } from './support/written.js'
import { commandOf } from './support/command-of.js'

/** Programs whose words are scripts, patterns or templates, so that what looks like shell syntax is meant for them. */
const interprets =
  /(?:^|\/|\\)(?:(?:ba|da|a|k|z|fi)?sh|busybox|env|eval|cmd|powershell|pwsh|awk|gawk|sed|grep|find|xargs|jq|expr|test|\[|psql|mysql|redis-cli|nginx|caddy|ssh|su|gosu|runuser|parallel|watch)(?:\.exe)?$/i

/** Languages whose programs may be among the words, and the options behind which they stand. */
const languages = /(?:^|\/)(?:python[\d.]*|node|deno|bun|perl|ruby|php|lua|Rscript)$/
const inline = /^(?:-[a-z]*[cepr]|--eval|--print|eval)$/

const isInterpreter = (words: readonly string[], index: number): boolean => {
  const word = words[index] ?? ''
  return interprets.test(word) || (languages.test(word) && words.slice(index + 1).some((each) => inline.test(each)))
}

const operators = new Set(['&&', '||', '|', '>', '>>', '<', ';', '&', '2>&1', '>&2', '2>'])

const variable = /^(?:[^\s']*[^\s'\\])?\$(?:\{[A-Za-z_]\w*(?:[:?#%/-][^}]*)?\}|[A-Za-z_]\w*)[^\s']*$/

const isVariable = (word: string): boolean => word.length < 1000 && variable.test(word)

/** What only a shell would understand among words, if anything. */
const shellSyntax = (words: readonly string[]): string | undefined => {
  if (!words.some((word) => operators.has(word) || word.includes('$'))) return undefined
  const [first = '', ...rest] = words
  if (isVariable(first)) return first
  if (isInterpreter(words, 0)) return undefined
  // What follows an interpreter behind a wrapper such as `tini --` is for that.
  const inner = rest.findIndex((_, index) => isInterpreter(rest, index))
  return (inner < 0 ? rest : rest.slice(0, inner)).find((word) => operators.has(word) || isVariable(word))
}

/** The last ENTRYPOINT of a stage, or of what it is built on. */
const lastEntrypoint = alongChain<{ readonly command: Command | undefined } | 'none'>(({ steps }) => {
  const step = steps.findLast(({ instruction }) => instruction.kind === 'entrypoint')
  return step && { command: commandOf(step) }
}, 'none')

/** The ENTRYPOINT that a CMD is appended to; `unknown` where the base image may have one. */
const entrypointFor = (stage: StageNode): Command | 'unknown' | undefined => {
  const own = lastEntrypoint(stage)
  if (own !== 'none') return own.command
  return stage.facts?.entrypoint.length === 0 ? undefined : 'unknown'
}

const isRead = (step: Step, args: readonly string[]): boolean => {
  if (step.instruction.kind !== 'cmd') return true
  const entrypoint = entrypointFor(step.stage)
  if (entrypoint === undefined || entrypoint === 'unknown') return true
  // Behind `["sh", "-c"]` the words are a script after all, and shell form ignores them.
  return entrypoint.form === 'exec' && shellSyntax([...entrypoint.args, ...args]) !== undefined
}

/** The array with each word by itself, where quotes and escapes leave no doubt what they are. */
const asWords = (instruction: Instruction, only: string, context: RuleContext): TextEdit | undefined => {
  const written = /^[\w./:=@,+ -]+$/.test(only) ? writtenOf(instruction, context) : undefined
  if (written === undefined || instruction.kind === 'healthcheck') return undefined
  const words = only.split(/ +/).filter((word) => word !== '')
  const end = written.text.trimEnd().length
  return editOf(written, written.argumentsStart, end, `[${words.map((word) => `"${word}"`).join(', ')}]`)
}

export const rule = defineRule({
  name: 'exec-form-shell-syntax',
  summary: 'A command in exec form has words that only a shell understands.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { traits: ['exec form'] },
  docs: {
    why: 'No shell reads the exec form: `$PORT`, `&&` and `>` reach the program as they are written, and a whole command in one word is taken for the name of a program.',
    bad: `FROM node:24-trixie-slim
CMD ["node", "server.js", "--port", "$PORT"]
`,
    good: `FROM node:24-trixie-slim
CMD ["sh", "-c", "exec node server.js --port \\"$PORT\\""]
`,
    ignoreWhen: 'The program resolves the variables in its arguments itself.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    for (const step of analysis.steps('run', 'cmd', 'entrypoint', 'healthcheck')) {
      const command = commandOf(step)
      if (command?.form !== 'exec') continue
      const { args } = command
      const [only = ''] = args
      const keyword = step.instruction.kind.toUpperCase()
      const entrypoint = keyword === 'CMD' ? entrypointFor(step.stage) : undefined
      if (args.length === 1 && entrypoint === undefined && /^[\w./-]+ +[\w./"'-]/.test(only)) {
        findings.push({
          message: `\`${only}\` is one word in exec form, so a program of that whole name is looked for: there is none.`,
          hint: `Write each word by itself: \`${keyword} [${only
            .split(/ +/)
            .map((word) => `"${word.replaceAll('"', '')}"`)
            .join(', ')}]\`.`,
          at: step.place,
          ...fixBy('Write each word by itself', asWords(step.instruction, only, context)),
        })
        continue
      }
      const found = shellSyntax(args)
      if (found === undefined || !isRead(step, args)) continue
      findings.push({
        message: `\`${found}\` is for a shell, and no shell reads the exec form: the program gets it as it is written.`,
        hint: `Write \`${keyword} ["sh", "-c", "exec …"]\`, or put it into a script.`,
        at: step.place,
      })
    }
    return findings
  },
})

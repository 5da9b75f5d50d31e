import { forEachChild } from 'unbash'
import type { SyntaxNode, Word } from 'unbash'
import type { Analysis } from '../analysis/analyse.js'
import type { StageNode } from '../analysis/stage-node.js'
import type { ScriptUse } from '../analysis/commands.js'
import type { Severity } from '../model/diagnostic.js'
import type { RunInstruction } from '../model/instruction.js'
import { commandEdit } from './support/command-edit.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

/** What `/bin/sh` is: dash on Debian and Ubuntu, BusyBox on Alpine. */
type Shell = 'dash' | 'busybox'

interface Bashism {
  /** `[[ … ]]` */
  readonly what: string
  /** What happens instead. */
  readonly effect: string
  /** What to write instead; bash where absent. */
  readonly hint?: string
  /** Where it holds; both when absent. */
  readonly only?: Shell
  /** The step fails; otherwise it goes on with something else. */
  readonly fails?: true
}

const useBash = 'Write `SHELL ["/bin/bash", "-c"]` above, or the same for every shell.'

const bashisms = {
  test: {
    what: '[[ … ]]',
    effect: 'it is a command that is not there, so the condition is never true',
    hint: 'Write `[ … ]`, with `=` for equal.',
    only: 'dash',
  },
  source: {
    what: 'source',
    effect: 'it is not found (status 127)',
    hint: 'Write `.` for `source`.',
    only: 'dash',
    fails: true,
  },
  array: { what: 'name=(…)', effect: 'it is a syntax error', fails: true },
  process: { what: '<(…)', effect: 'it is a syntax error', only: 'dash', fails: true },
  herestring: { what: '<<<', effect: 'it is a syntax error', only: 'dash', fails: true },
  both: {
    what: '&>',
    effect:
      'it starts the command in the background (`&`) and empties the file (`>`), so the step does not wait for it',
    hint: 'Write `> file 2>&1`.',
    only: 'dash',
  },
  braces: { what: '{a,b}', effect: 'it stays as it is written', hint: 'Write the words one by one.' },
  equal: {
    what: '[ a == b ]',
    effect: 'it is an error of `[`, so the condition is never true',
    hint: 'Write `=`.',
    only: 'dash',
  },
  echo: { what: 'echo -e', effect: 'it prints `-e` as well', hint: 'Write `printf`.', only: 'dash' },
  pipefail: { what: 'set -o pipefail', effect: 'it is an illegal option', only: 'dash', fails: true },
  function: {
    what: 'function name',
    effect: 'it is not known',
    hint: 'Write `name() { …; }`.',
    only: 'dash',
    fails: true,
  },
} satisfies Readonly<Record<string, Bashism>>

type Name = keyof typeof bashisms

/** Cheaper than a walk through the tree. */
const suspicious = /\[\[|\bsource\b|\w=\(|[<>]\(|<<<|&>|[^$]\{[^{}\s]+\}|==|\becho\s+-\w*e|pipefail|\bfunction\b/

/** Releases whose dash certainly has no `pipefail`. */
const withoutPipefail =
  /^(?:stretch|buster|bullseye|bookworm|trixie|xenial|bionic|focal|jammy|noble|1[68]\.04|2[024]\.04)$/

const nameOf = (node: SyntaxNode, text: string): Name | undefined => {
  switch (node.type) {
    case 'TestCommand':
      return 'test'
    case 'ProcessSubstitution':
      return 'process'
    case 'HereString':
      return 'herestring'
    case 'Redirect':
      return node.operator.startsWith('&>') ? 'both' : undefined
    case 'Function':
      return text.startsWith('function', node.pos) ? 'function' : undefined
    case 'BraceExpansion':
      return 'braces'
    case 'Assignment':
      return node.value.type === 'Word' ? undefined : 'array'
    case 'Command': {
      const words = node.args.map((arg) => arg.text)
      switch (node.name?.value) {
        case 'source':
          return 'source'
        case 'echo':
          return /^-[neE]*e[neE]*$/.test(words[0] ?? '') ? 'echo' : undefined
        case '[':
        case 'test':
          return words.includes('==') ? 'equal' : undefined
        case 'set':
          return words.includes('pipefail') ? 'pipefail' : undefined
        default:
          return undefined
      }
    }
    default:
      return undefined
  }
}

/** What of bash a script uses, in the order of the text. */
const bashismsIn = (tree: SyntaxNode, text: string): ReadonlyMap<Name, readonly SyntaxNode[]> => {
  const found = new Map<Name, SyntaxNode[]>()
  const visit = (node: SyntaxNode): void => {
    const name = nameOf(node, text)
    const known = name && found.get(name)
    if (known !== undefined) known.push(node)
    else if (name !== undefined) found.set(name, [node])
    forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const shellOf = ({ facts }: StageNode): Shell | undefined => {
  if (facts === undefined || !facts.shells.includes('/bin/sh')) return undefined
  const { name } = facts.distribution
  return name === 'debian' || name === 'ubuntu'
    ? 'dash'
    : name === 'alpine' || name === 'busybox'
      ? 'busybox'
      : undefined
}

/** Whether another shell is put in the place of `/bin/sh`. */
const isShReplaced = ({ commands }: Analysis): boolean =>
  commands('ln', 'mv', 'cp').some(({ command }) => command.args.some((arg) => /(?:^|\/)bin\/(?:sh|dash)$/.test(arg))) ||
  commands('dpkg-reconfigure').some(({ command }) => command.args.includes('dash'))

/** Whether the script is for `/bin/sh` as the image has it. */
const isForSh = ({ run, step, script }: ScriptUse): boolean => {
  if (run.command.form === 'exec') return false
  const shell = step.before.shell?.[0]
  return (shell === undefined || shell === 'sh' || shell === '/bin/sh') && !script.text.startsWith('#!')
}

/** The words that a plain word takes the place of: `source` is `.`, and `==` is `=`. */
const replacedWord = (name: Name, node: SyntaxNode): readonly [word: Word, by: string] | undefined => {
  if (node.type !== 'Command') return undefined
  const word = name === 'source' ? node.name : name === 'equal' ? node.args.find((arg) => arg.text === '==') : undefined
  return word?.type === 'Word' ? [word, name === 'source' ? '.' : '='] : undefined
}

/** The repair, where one word has to be another and nothing else changes. */
const fixFor = (name: Name, nodes: readonly SyntaxNode[], run: RunInstruction, context: RuleContext) => {
  const edits = nodes.flatMap((node) => {
    const found = replacedWord(name, node)
    return (found && commandEdit(run, [found[0].pos, found[0].end], found[1], context)) ?? []
  })
  return edits.length < nodes.length ? {} : { fix: { title: 'Write it as `/bin/sh` knows it', edits } }
}

export const rule = defineRule({
  name: 'bash-in-sh',
  summary: 'A script uses what bash knows and the `/bin/sh` of the image does not.',
  category: 'base-image',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'RUN uses `/bin/sh`, which is dash on Debian and Ubuntu and BusyBox on Alpine. Some of what works in bash is an error there, and some silently does something else: `mkdir {a,b}` makes one directory of that name.',
    bad: `FROM debian:trixie-slim
RUN mkdir -p /srv/{data,logs}
`,
    good: `FROM debian:trixie-slim
RUN mkdir -p /srv/data /srv/logs
`,
    ignoreWhen: 'Something that the file does not show makes `/bin/sh` another shell.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    let replaced: boolean | undefined
    for (const use of analysis.scripts) {
      const { script, at, stage } = use
      const shell = shellOf(stage)
      if (shell === undefined || !isForSh(use) || !suspicious.test(script.text) || script.tree === undefined) continue
      replaced ??= isShReplaced(analysis)
      if (replaced) return findings
      for (const [name, nodes] of bashismsIn(script.tree, script.text)) {
        const { what, effect, hint = useBash, only, fails }: Bashism = bashisms[name]
        if (only !== undefined && only !== shell) continue
        if (name === 'pipefail' && !withoutPipefail.test(stage.facts?.distribution.release ?? '')) continue
        const severity: Severity = fails === true && !script.broken ? 'error' : 'warning'
        findings.push({
          message: `\`${what}\` is not for \`/bin/sh\`, which is ${shell === 'dash' ? 'dash' : 'BusyBox'} in this image: ${effect}.`,
          hint,
          at,
          severity,
          ...fixFor(name, nodes, use.run, context),
        })
      }
    }
    return findings
  },
})

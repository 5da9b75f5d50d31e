import type { EscapeCharacter } from '../model/document.js'
import type { KeyValue } from '../model/instruction.js'
import { splitQuoted } from '../parser/split-words.js'
import { expandWord } from '../words/expand-word.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, type Written, writtenOf } from './support/written.js'

/** What a word comes to, variables left as they are; `undefined` where BuildKit refuses it. */
const meaningOf = (word: string, escape: EscapeCharacter): string | undefined => {
  const expanded = expandWord(word, (name) => `<${name}>`, escape)
  return 'error' in expanded ? undefined : expanded.value
}

/** The value as one word that means the same, where that is certain. */
const oneWord = (value: string, escape: EscapeCharacter): string | undefined => {
  const [first, ...others] = splitQuoted(value, escape)
  const word = first === value && others.length === 0 ? value : `"${value}"`
  const meaning = meaningOf(word, escape)
  return meaning !== undefined && meaning === meaningOf(value, escape) && splitQuoted(word, escape)[0] === word
    ? word
    : undefined
}

/** Writes the `=`; names with quotes are none that anybody means. */
const withEquals = (written: Written, { name, value }: KeyValue, escape: EscapeCharacter) => {
  const end = written.argumentsStart + name.length
  const rest = written.text.slice(end)
  const gap = rest.length - rest.trimStart().length
  const word = /["'\\`$]/.test(name) ? undefined : oneWord(value, escape)
  return word === undefined || !rest.slice(gap).startsWith(value)
    ? undefined
    : editOf(written, end, end + gap + value.length, `=${word}`)
}

export const rule = defineRule({
  name: 'legacy-key-value',
  summary: 'ENV or LABEL is written without `=`.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:LegacyKeyValueFormat'],
  about: { instructions: ['env', 'label'] },
  docs: {
    why: 'In the old form everything behind the name is the value: `ENV A b C=d` sets one variable to `b C=d`. It is deprecated.',
    bad: `FROM debian:trixie-slim
ENV LANG C.UTF-8
`,
    good: `FROM debian:trixie-slim
ENV LANG=C.UTF-8
`,
    ignoreWhen: 'Never; write the `=`.',
  },
  check(context) {
    const findings: Finding[] = []
    const { escape } = context.document.directives
    for (const { instruction, place } of context.analysis.steps('env', 'label')) {
      for (const pair of instruction.pairs) {
        const { name, separator } = pair
        if (separator === '=') continue
        const written = place === instruction ? writtenOf(instruction, context) : undefined
        findings.push({
          message: `\`${instruction.kind.toUpperCase()} ${name} …\` is the old form, in which everything behind the name is the value.`,
          hint: `Write \`${instruction.kind.toUpperCase()} ${name}=…\`, with quotes around blanks.`,
          at: place,
          ...fixBy('Write the `=`', written && withEquals(written, pair, escape)),
        })
      }
    }
    return findings
  },
})

import type { Command } from '../model/command.js'
import { trimmedEnd } from '../words/characters.js'
import { writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, type Written, writtenOf } from './support/written.js'

/** What a shell does itself, so that there need not be a program of that name. */
const builtins =
  ': . [ alias bg break cd command continue eval exec exit export fg getopts hash jobs kill local read readonly return set shift source test times trap type ulimit umask unalias unset wait if for while until case function time coproc select declare typeset'.split(
    ' ',
  )

/** A word that a shell leaves as it is. */
const plain = /^[\w./:@%+,=-]+$/

/**
 * The words of a command that means the same without a shell. A program that is named by its path may be a script without a
 * `#!` line, which only a shell can start.
 */
const plainWords = (text: string): readonly string[] | undefined => {
  const words = text.split(/[\t ]+/)
  const [program = ''] = words
  const isPlain =
    words.every((word) => plain.test(word)) && !/^-|[/=]/.test(program.replace(/^\/(?:usr\/)?s?bin\//, ''))
  return isPlain && !builtins.includes(program) ? words : undefined
}

const asArray = (written: Written, words: readonly string[]) =>
  editOf(
    written,
    written.argumentsStart,
    trimmedEnd(written.text),
    `[${words.map((word) => JSON.stringify(word)).join(', ')}]`,
  )

/** hadolint takes any escape in a string of an array, JSON only some; but not two backslashes in front of a quote. */
const arrayPattern = /^\[\s*(?:"(?:[^"\\]|\\.)*"(?:\s*,\s*"(?:[^"\\]|\\.)*")*)?\s*\]$/

const isArrayForHadolint = (text: string): boolean => arrayPattern.test(text) && !text.includes('\\\\"')

const isShellFormForHadolint = (command: Command | undefined): boolean =>
  command !== undefined && !isArrayForHadolint(command.form === 'shell' ? command.text : JSON.stringify(command.args))

export const rule = defineRule({
  name: 'exec-form',
  summary: 'CMD or ENTRYPOINT is written in shell form.',
  category: 'runtime',
  severity: 'warning',
  codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
  hadolint: [
    {
      code: 'hadolint:DL3025',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'cmd', 'entrypoint', 'healthcheck').filter(({ command }) =>
          isShellFormForHadolint(command),
        ),
      message: 'hadolint wants a JSON array, also where SHELL says which shell to use, and for HEALTHCHECK.',
    },
  ],
  about: { instructions: ['cmd', 'entrypoint', 'healthcheck'] },
  docs: {
    why: 'In shell form the process runs below `/bin/sh -c`, which does not pass signals on: `docker stop` waits ten seconds and kills. Arguments of `docker run` and CMD are ignored by a shell-form ENTRYPOINT. A JSON array with a mistake in it (single quotes, a missing comma) is silently taken for shell form, too.',
    bad: `FROM node:24-trixie-slim
CMD node server.js
`,
    good: `FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
    ignoreWhen: 'A shell is wanted; then say so with SHELL, or write `["/bin/sh", "-c", "exec …"]`.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    const starting = analysis.steps('cmd', 'entrypoint')
    // ENTRYPOINT and CMD are one command in exec form, and are not in shell form.
    const isAlone = starting.every(({ instruction }) => instruction.kind === starting[0]?.instruction.kind)
    for (const { instruction, place, before } of starting) {
      if (instruction.command.form !== 'shell' || before.shell !== undefined) continue
      const keyword = instruction.kind.toUpperCase()
      const { text } = instruction.command
      // The program takes the place of the shell, and gets its signals.
      const replacesShell = /(?:^|(?:&&|;)\s*)exec\s[^;&|]*$/.test(text)
      const brokenArray = text.startsWith('[')
      const words = isAlone && place === instruction ? plainWords(text) : undefined
      const written = words && writtenOf(instruction, context)
      findings.push({
        ...(replacesShell ? { severity: 'info' as const } : {}),
        message: brokenArray
          ? `${keyword} looks like a JSON array but is not one, so a shell runs \`${text}\`.`
          : replacesShell
            ? `${keyword} is in shell form: the image needs a shell to start, and \`exec\` has to stay in front.`
            : `${keyword} is in shell form: signals such as SIGTERM reach the shell and not the process.`,
        hint: brokenArray
          ? 'Write double quotes around each argument and commas between them.'
          : `Write ${keyword} as a JSON array: \`${keyword} ["…"]\`.`,
        at: place,
        ...fixBy('Write a JSON array', written && words && asArray(written, words)),
      })
    }
    return findings
  },
})

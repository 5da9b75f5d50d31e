import { flagValue } from '../model/flag.js'
import { hasLetter, hasOption, operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Modes with which everybody may write; with the sticky bit only their own files, which is what /tmp is for. */
const isOpen = (mode: string): boolean =>
  /^[0-7]+$/.test(mode)
    ? /[2367]$/.test(mode) && mode.length >= 3 && !/^0?[1357][0-7]{3}$/.test(mode)
    : mode.split(',').some((part) => /^(?:[ug]*[ao][ugoa]*)[+=][rxXst]*w/.test(part))

const isDevice = (path: string): boolean => /^["']?\/(?:dev|proc|tmp|var\/tmp)(?:["'/]|$)/.test(path)

const report = (mode: string, path: string) => ({
  message: `\`${mode}\` lets every user write to \`${path}\`: a process that is taken over can change what others run.`,
  hint: 'Give it to the one user who writes (`--chown`, `chown`), with a mode such as `755` or `u+w`.',
})

export const rule = defineRule({
  name: 'world-writable',
  summary: 'Files are made writable for everybody.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { flags: ['chmod'], programs: ['chmod'] },
  docs: {
    why: 'The mode 777 mends a missing right by giving all rights to all: any process in the container can then replace the program, its configuration or its data. `chmod -R` in a RUN of its own also stores every file again.',
    bad: `FROM debian:trixie-slim
COPY app /app
RUN chmod -R 777 /app
USER 1000
`,
    good: `FROM debian:trixie-slim
COPY --chown=1000:1000 app /app
USER 1000
`,
    ignoreWhen:
      'The container runs with a user id that is not known before, and the directory is only for scratch files.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { command, at } of analysis.commands('chmod')) {
      const [mode = '', ...paths] = operandsOf(command.args, ['--reference'])
      if (!isOpen(mode) || paths.every(isDevice)) continue
      // A single directory that is open is meant so more often than a whole tree.
      const isTree = hasLetter(command.args, 'R') || hasOption(command.args, '--recursive')
      findings.push({ ...report(`chmod ${mode}`, paths.join(' ')), at, severity: isTree ? 'warning' : 'info' })
    }
    for (const { instruction, copy, place } of analysis.steps('copy', 'add')) {
      const mode = flagValue(instruction, 'chmod') ?? ''
      if (isOpen(mode)) findings.push({ ...report(`--chmod=${mode}`, copy?.destination.value ?? ''), at: place })
    }
    return findings
  },
})

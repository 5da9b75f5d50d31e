import type { Analysis } from '../analysis/analyse.js'
import type { ScriptCommand } from '../analysis/script.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const profile =
  /^(?:\/etc\/environment|\/etc\/profile(?:\.d\/.+)?|\/etc\/bash\.bashrc|\/etc\/bashrc|(?:~|\/root|\$\{?HOME\}?|\/home\/[^/]+)\/\.(?:bashrc|profile|bash_profile|zshrc))$/

const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/

/** The file that a command writes to, when it is read at a login or by an interactive shell. */
const profileOf = ({ name, args, node, pipeline }: ScriptCommand): string | undefined => {
  if (name !== 'echo' && name !== 'printf') return undefined
  const targets = (node?.redirects ?? []).flatMap((each) =>
    each.type === 'Redirect' && each.operator.startsWith('>') ? (each.target?.text ?? '') : [],
  )
  const tee = pipeline?.find((each) => each.name === 'tee')
  if (args.length === 0) return undefined
  return [...targets, ...(tee?.args ?? [])]
    .map((each) => each.replaceAll(/["']/g, ''))
    .find((each) => profile.test(each))
}

/** Variables that shells for people alone look at. */
const forShells = /^(?:PS\d|PROMPT\w*|HIST\w*|TERM|EDITOR|VISUAL|PAGER|LS_COLORS|ZSH\w*|FZF\w*)$/

const variableOf = ({ args }: ScriptCommand): string | undefined =>
  args
    .filter((arg) => !/^-[neE]+$/.test(arg))
    .flatMap((arg) => assignment.exec(arg.replace(/^["']/, ''))?.[1] ?? [])
    .at(0)

/** What reads such files, or makes a login that does. */
const readers =
  /\b(?:openssh|sshd|cron|crond|pam|systemd|supervisord|BASH_ENV)\b|\bsu -|\b(?:ba|z)?sh\b["', ]+-[a-z]*[li]|--login|(?:^|[\s;&"'])(?:source|\.) +["']?(?:\/etc\/(?:environment|profile)|[^\s;&]*\.(?:bashrc|profile|bash_profile|zshrc))/

const isRead = ({ scripts, instructions }: Analysis): boolean =>
  scripts.some(({ script }) => readers.test(script.text)) ||
  instructions.some((each) => {
    switch (each.kind) {
      case 'cmd':
      case 'entrypoint':
        return readers.test(each.command.form === 'shell' ? each.command.text : each.command.args.join(' '))
      case 'shell':
        return each.args.slice(1).some((arg) => arg === '--login' || /^-\w*[li]/.test(arg))
      case 'env':
        return each.pairs.some(({ name }) => name === 'BASH_ENV' || name === 'ENV')
      default:
        return false
    }
  })

export const rule = defineRule({
  name: 'variable-in-profile',
  summary: 'A variable is written to a file that nothing in a container reads.',
  category: 'variables',
  severity: 'warning',
  codes: [],
  about: { programs: ['echo', 'printf'] },
  docs: {
    why: '`/etc/environment` is read at a login, `/etc/profile` by a login shell, `.bashrc` by an interactive one. A container starts its program directly: the variable is not there, in later steps neither.',
    bad: `FROM python:3.14-slim-trixie
RUN echo "PYTHONUNBUFFERED=1" >> /etc/environment
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
ENV PYTHONUNBUFFERED=1
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'The variable is for people who work in the container.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    let read: boolean | undefined
    for (const use of analysis.commands('echo', 'printf')) {
      const file = profileOf(use.command)
      const variable = file === undefined ? undefined : variableOf(use.command)
      const isForPeople = file !== '/etc/environment'
      if (file === undefined || variable === undefined || (isForPeople && forShells.test(variable))) continue
      if ((read ??= isRead(analysis))) return findings
      findings.push({
        message: isForPeople
          ? `\`${variable}\` is in \`${file}\`, which only a shell for people reads: the program of the container does not get it.`
          : `\`${variable}\` is in \`${file}\`, which only a login reads: neither later steps nor the container get it.`,
        hint: `Write \`ENV ${variable}=…\`.`,
        at: use.at,
        ...(isForPeople ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})

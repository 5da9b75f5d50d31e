import type { Command } from '../../model/command.js'
import { looksSecret } from './secret.js'
import type { Setting } from './setting.js'

const commandText = (keyword: string, command: Command | undefined): readonly string[] => {
  if (command === undefined) return []
  return [`${keyword} ${command.form === 'shell' ? command.text : JSON.stringify(command.args)}`]
}

const textOf = (setting: Setting): string => {
  switch (setting.kind) {
    case 'base':
      return `FROM ${setting.image}`
    case 'expose':
      return `EXPOSE ${setting.port.word}`
    case 'env':
    case 'label': {
      const { kind, name, value } = setting
      return `${kind.toUpperCase()} ${name}=${looksSecret(name, value.value) ? '…' : value.word}`
    }
    case 'volume':
      return `VOLUME ${setting.paths.map(({ word }) => word).join(' ')}`
    case 'user':
    case 'stopsignal':
      return `${setting.kind.toUpperCase()} ${setting.value.word}`
    case 'start':
      return [...commandText('ENTRYPOINT', setting.entrypoint), ...commandText('CMD', setting.cmd)].join(', ')
    default:
      return commandText('HEALTHCHECK CMD', setting.command).join('')
  }
}

/** A setting as its Dockerfile has it, in at most 60 characters; what looks like a secret is not repeated. */
export const spellSetting = (setting: Setting): string => {
  const text = textOf(setting).replaceAll(/\s+/g, ' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

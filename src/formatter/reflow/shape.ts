import type { Command, ParsedScript } from 'unbash'
import { packageListOf, sortedPackages } from './package-list.js'

const places = new Set(['pos', 'end', 'keywordEnd', 'operatorEnd', 'parameterPos', 'parameterEnd'])

const isCommand = (value: object): value is Command => 'type' in value && value.type === 'Command'

/** A command with its packages in order, where any order does the same. */
const ordered = (command: Command): unknown => {
  const list = packageListOf(command)
  if (list === undefined || !list.free) return command
  const words = new Set<unknown>(list.packages)
  return {
    ...command,
    suffix: command.suffix.filter((each) => !words.has(each)),
    packages: sortedPackages(list.packages),
  }
}

/**
 * What a script says, apart from where it says it: equal for scripts that a shell reads alike, and for lists of packages
 * to install in another order.
 */
export const shapeOf = (script: ParsedScript): string =>
  JSON.stringify(script, (key, value: unknown) => {
    if (places.has(key)) return undefined
    return typeof value === 'object' && value !== null && isCommand(value) ? ordered(value) : value
  })

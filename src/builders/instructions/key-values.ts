import type { KeyValue } from '../../model/instruction.js'
import type { Text } from '../literal.js'
import { checkFilled, refuse, show } from '../refuse.js'
import { simpleStep, type LowerContext, type Step } from '../step.js'
import { checkVariableName } from '../values.js'
import { encodeValue } from '../words.js'

/** Names and values of ENV or LABEL, in the order in which they are written. */
export type Pairs = Readonly<Record<string, Text | number | boolean>>

const checkPairs = (pairs: unknown, what: string): readonly (readonly [string, Text | number | boolean])[] => {
  if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs)) {
    return refuse('invalid-value', `${what} takes an object of names and values, not ${show(pairs)}.`)
  }
  const entries = Object.entries(pairs as Pairs)
  return entries.length > 0 ? entries : refuse('invalid-value', `${what} needs at least one name with its value.`)
}

const valueText = (value: Text | number | boolean, what: string): Text => {
  if (typeof value !== 'number' && typeof value !== 'boolean') return value
  return typeof value === 'boolean' || Number.isFinite(value)
    ? String(value)
    : refuse('invalid-value', `${what} is ${show(value)}, which is no number.`)
}

const labelKey = (key: string, context: Pick<LowerContext, 'escape'>): string => {
  checkFilled(key, 'A label name')
  if (key.includes('=')) refuse('invalid-label', `The label name ${show(key)} holds \`=\`, which ends the name.`)
  return encodeValue(key, context.escape, 'A label name')
}

/** `ENV NAME=value …` */
export const envStep = (pairs: Pairs): Step => {
  const entries = checkPairs(pairs, 'env()')
  return simpleStep((context) => ({
    kind: 'env',
    flags: [],
    pairs: entries.map(([name, value]): KeyValue => {
      checkVariableName(name, 'The environment variable')
      const what = `The value of \`${name}\``
      return { name, value: encodeValue(valueText(value, what), context.escape, what), separator: '=' }
    }),
  }))
}

/** `LABEL name=value …` */
export const labelStep = (pairs: Pairs): Step => {
  const entries = checkPairs(pairs, 'label()')
  return simpleStep((context) => ({
    kind: 'label',
    flags: [],
    pairs: entries.map(([name, value]): KeyValue => {
      const what = `The label ${show(name)}`
      return {
        name: labelKey(name, context),
        value: encodeValue(valueText(value, what), context.escape, what),
        separator: '=',
      }
    }),
  }))
}

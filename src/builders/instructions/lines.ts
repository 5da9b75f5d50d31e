import type { EscapeCharacter } from '../../model/document.js'
import type { Text } from '../literal.js'
import { refuse, show } from '../refuse.js'
import { simpleStep, type Step } from '../step.js'
import { checkPort, checkSignal, type Port, type Signal } from '../values.js'
import { checkFilledText, encodeValue, encodeWord } from '../words.js'

/** `WORKDIR path` */
export const workdirStep = (path: Text): Step => {
  checkFilledText(path, 'The path of WORKDIR')
  return simpleStep((context) => ({
    kind: 'workdir',
    flags: [],
    path: encodeValue(path, context.escape, 'The path of WORKDIR'),
  }))
}

/** `USER user[:group]` */
export const userStep = (user: Text | number, group: Text | number | undefined): Step => {
  const encode = (value: Text | number, what: string, escape: EscapeCharacter): string => {
    if (typeof value !== 'number') return encodeWord(checkFilledText(value, what), escape, what)
    return Number.isInteger(value) && value >= 0
      ? String(value)
      : refuse('invalid-user', `${what} ${show(value)} is not a numeric id.`)
  }
  return simpleStep(({ escape }) => {
    const name = encode(user, 'The user', escape)
    const text = group === undefined ? name : `${name}:${encode(group, 'The group', escape)}`
    if (/\s/.test(text)) refuse('invalid-user', `The user ${show(text)} holds a blank.`)
    return { kind: 'user', flags: [], user: text }
  })
}

/** `EXPOSE port…` */
export const exposeStep = (ports: readonly Port[]): Step => {
  if (ports.length === 0) refuse('invalid-port', 'expose() needs at least one port.')
  return simpleStep(() => ({ kind: 'expose', flags: [], ports: ports.map(checkPort) }))
}

/** `VOLUME ["path", …]` */
export const volumeStep = (paths: readonly Text[]): Step => {
  if (paths.length === 0) refuse('invalid-value', 'volume() needs at least one path.')
  return simpleStep((context) => ({
    kind: 'volume',
    flags: [],
    json: true,
    paths: paths.map((path) => {
      checkFilledText(path, 'The path of VOLUME')
      // BuildKit trims the words of VOLUME, so blanks at their ends need quotes.
      const encode = /^[\s\u0085]|[\s\u0085]$/.test(typeof path === 'string' ? path : path.text)
        ? encodeValue
        : encodeWord
      return encode(path, context.escape, 'The path of VOLUME')
    }),
  }))
}

/** `STOPSIGNAL signal` */
export const stopSignalStep = (signal: Signal): Step =>
  simpleStep(() => ({ kind: 'stopsignal', flags: [], signal: checkSignal(signal) }))

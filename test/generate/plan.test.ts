import { expect, it } from 'vitest'
import { markerComment, sealMarker } from '../../src/generate/marker.js'
import { planFile } from '../../src/generate/plan.js'

const ours = (body: string): string => sealMarker(`# ${markerComment('dockerfile.ts')}\n\n${body}`)
const text = ours('FROM new\n')

const presents = {
  absent: undefined,
  same: text,
  'same with CRLF': text.replaceAll('\n', '\r\n'),
  old: ours('FROM old\n'),
  edited: ours('FROM old\n').replace('old', 'mine'),
  foreign: 'FROM mine\n',
} as const

it.each([
  // present, write, check, write with --force
  ['absent', 'created', 'missing', 'created'],
  ['same', 'unchanged', 'unchanged', 'unchanged'],
  ['same with CRLF', 'unchanged', 'unchanged', 'unchanged'],
  ['old', 'updated', 'stale', 'updated'],
  ['edited', 'conflict', 'conflict', 'updated'],
  ['foreign', 'conflict', 'conflict', 'updated'],
] as const)('a file that is %s is %s, in a check %s, by force %s', (name, write, check, forced) => {
  const plan = (mode: 'write' | 'check', force: boolean) =>
    planFile('Dockerfile', presents[name], text, mode, force).status
  expect([plan('write', false), plan('check', false), plan('write', true)]).toEqual([write, check, forced])
})

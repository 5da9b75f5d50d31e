import { expect, it } from 'vitest'
import { readMount } from '../../src/analysis/mount.js'

it.each([
  ['type=cache,target=/x', { type: 'cache', target: '/x' }],
  ['target=/x', { type: 'bind', target: '/x' }],
  ['TYPE=Cache,DST=/x,ro', { type: 'cache', target: '/x', readonly: 'true' }],
  ['type=bind,src=a,destination=/x,from=b', { type: 'bind', source: 'a', target: '/x', from: 'b' }],
  ['type=secret,"id=a,b",env=C', { type: 'secret', id: 'a,b', env: 'C' }],
  ['type=secret,"id=a""b"', { type: 'secret', id: 'a"b' }],
  [
    'type=cache,target=/x,uid=1,gid=2,mode=0755,sharing=locked',
    { uid: '1', gid: '2', mode: '0755', sharing: 'locked' },
  ],
  ['', { type: 'bind' }],
])('reads %s', (text, expected) => {
  expect(readMount(text)).toMatchObject(expected)
})

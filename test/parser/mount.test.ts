import { describe, expect, it } from 'vitest'
import { checkMountText, parseMount } from '../../src/parser/mount.js'

describe('parseMount', () => {
  it.each([
    ['target=/a', { type: 'bind', target: '/a', readonly: true }],
    ['type=bind,src=a,dst=/b,from=c,rw', { type: 'bind', target: '/b', source: 'a', from: 'c', readonly: false }],
    ['type=bind,destination=/b,readwrite=false', { type: 'bind', target: '/b', readonly: true }],
    [
      'type=cache,id=n,target=/a,sharing=locked,uid=1,gid=2,mode=0755,ro',
      { type: 'cache', id: 'n', target: '/a', sharing: 'locked', uid: 1, gid: 2, mode: 0o755, readonly: true },
    ],
    ['type=tmpfs,target=/a,size=1.5k', { type: 'tmpfs', target: '/a', size: 1536, readonly: false }],
    ['type=secret,id=a,env=B', { type: 'secret', id: 'a', env: 'B', required: false }],
    ['type=secret,target=/x/key,required', { type: 'secret', id: 'key', target: '/x/key', required: true }],
    ['type=ssh,required=true', { type: 'ssh', required: true }],
    ['TYPE=CACHE,"target=/a,b"', { type: 'cache', target: '/a,b', readonly: false }],
  ])('%s', (text, mount) => {
    expect(parseMount(text)).toEqual({ mount })
  })

  it.each([
    ['', 'failed to parse csv mounts: EOF'],
    ['a"b', 'failed to parse csv mounts: parse error on line 1, column 2: bare " in non-quoted-field'],
    ['"a', 'failed to parse csv mounts: parse error on line 1, column 2: extraneous or missing " in quoted-field'],
    ['type=cash', 'unsupported mount type "cash" (did you mean cache?)'],
    ['tpye=cache', "unexpected key 'tpye' in 'tpye=cache' (did you mean type?)"],
    ['x', "invalid field 'x' must be a key=value pair"],
    ['type=cache,sharing=x', 'unsupported sharing value "x"'],
    ['type=bind,size=1m', "unexpected key 'size' for mount type 'bind'"],
    ['type=tmpfs,size=x', 'invalid value for size: x'],
    ['type=cache,required', "unexpected key 'required' for mount type 'cache'"],
    ['type=cache,mode=9', 'invalid value 9 for mode'],
    ['type=bind,uid=1', 'uid not allowed for "bind" type mounts'],
    ['type=secret', 'invalid secret mount. one of source, target required'],
    ['type=secret,id=a,source=b', "both source and id can't be set"],
    ['type=secret,id=a,from=b', 'secret mount should not have a from'],
    ['type=ssh,sharing=locked', 'invalid cache sharing set for ssh mount'],
    ['type=ssh,source=a', 'ssh does not support source'],
    ['ro=maybe', 'invalid value for ro: maybe'],
  ])('refuses %s', (text, error) => {
    expect(parseMount(text)).toEqual({ error })
  })

  it('expands the values', () => {
    expect(parseMount('type=cache,target=$T', (word) => ({ value: word.replace('$T', '/t') }))).toEqual({
      mount: { type: 'cache', target: '/t', readonly: false },
    })
  })
})

describe('checkMountText', () => {
  it.each([
    ['from=$A,target=/x', "'from' doesn't support variable expansion, define alias stage instead"],
    ['target=$A', undefined],
    ['type=foo', undefined],
  ])('%s', (text, message) => {
    expect(checkMountText(text)).toBe(message)
  })
})

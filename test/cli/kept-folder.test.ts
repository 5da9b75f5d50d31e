import { describe, expect, it } from 'vitest'
import { keptFolder } from '../../src/cli/kept-folder.js'

const rows: readonly (readonly [string, NodeJS.ProcessEnv, () => string, string | undefined])[] = [
  ['the folder that is named', { GEN_DOCKERFILE_CACHE: '/kept', XDG_CACHE_HOME: '/caches' }, () => '/home/a', '/kept'],
  ['none where the name is empty', { GEN_DOCKERFILE_CACHE: '', XDG_CACHE_HOME: '/caches' }, () => '/home/a', undefined],
  [
    'the cache folder',
    { XDG_CACHE_HOME: '/caches', LOCALAPPDATA: '/local' },
    () => '/home/a',
    '/caches/gen-dockerfile',
  ],
  ['that of Windows', { LOCALAPPDATA: '/local' }, () => '/home/a', '/local/gen-dockerfile'],
  ['one below the home', { XDG_CACHE_HOME: '' }, () => '/home/a', '/home/a/.cache/gen-dockerfile'],
  ['none without a home', {}, () => '', undefined],
  [
    'none for an account that nothing is known of',
    {},
    () => {
      throw new Error('uv_os_homedir returned ENOENT')
    },
    undefined,
  ],
]

describe('what is kept is put into', () => {
  it.each(rows)('%s', (_, env, home, folder) => {
    expect(keptFolder(env, home)).toBe(folder)
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createConfigFinder } from '../../src/config/find-config.js'
import { useFolders } from './support.js'

const folder = useFolders()

describe('the configuration that is in force', () => {
  const repository = folder({
    'gen-dockerfile.yaml': '',
    'repository/.git/': '',
    'repository/gen-dockerfile.yaml': '',
    'repository/services/api/src/': '',
    'repository/services/web/gen-dockerfile.yml': '',
    'inner/.git/': '',
    'inner/a/': '',
    'plain/a/b/': '',
  })
  const at = (path: string): string => join(repository, path)

  it.each([
    ['of a repository', 'repository', 'repository', 'repository/gen-dockerfile.yaml'],
    [
      'of a repository, above the working directory',
      'repository/services/api',
      'repository/services/api/src',
      'repository/gen-dockerfile.yaml',
    ],
    ['of a service', 'repository', 'repository/services/web', 'repository/services/web/gen-dockerfile.yml'],
    ['not beyond the repository', 'inner', 'inner/a', undefined],
    ['without a repository up to the working directory', '', 'plain/a/b', 'gen-dockerfile.yaml'],
    ['without a repository not beyond the working directory', 'plain', 'plain/a/b', undefined],
    ['elsewhere only in the folder itself', 'inner', 'plain/a', undefined],
  ])('is that %s', (_, cwd, from, expected) => {
    const find = createConfigFinder(at(cwd))
    expect(find(at(from))).toBe(expected === undefined ? undefined : at(expected))
    expect(find(at(from))).toBe(expected === undefined ? undefined : at(expected))
  })
})

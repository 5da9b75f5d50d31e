import { describe, expect, it } from 'vitest'
import { packagesWithoutWheel } from '../../../src/project/python/lock-wheels.js'
import { facts } from '../support.js'

const linux = 'manylinux_2_17_x86_64.manylinux2014_x86_64'

describe('packages without a wheel', () => {
  it.each<[string, string, Readonly<Record<number, number>>]>([
    ['own wheels', `a-1.0-cp310-cp310-${linux}.whl b-2-cp312-cp312-${linux}.whl`, { 10: 1, 12: 1, 13: 2 }],
    ['several lines', `a-1.0-cp310-cp310-${linux}.whl a-1.0-cp313-cp313-${linux}.whl`, { 10: 0, 13: 0, 14: 1 }],
    ['the stable ABI', `a-1.0-cp39-abi3-${linux}.whl`, { 8: 1, 9: 0, 14: 0 }],
    ['any Python', `a-1.0-py3-none-${linux}.whl`, { 8: 0, 14: 0 }],
    ['pure', `a-1.0-cp310-cp310-${linux}.whl a-1.0-py3-none-any.whl`, { 13: 0 }],
    ['free threading only', `a-1.0-cp312-cp312-${linux}.whl a-1.0-cp313-cp313t-${linux}.whl`, { 12: 0, 13: 1 }],
    ['a build number', `a-1.0-1-cp312-cp312-${linux}.whl`, { 12: 0, 13: 1 }],
    ['other systems', 'a-1.0-cp310-cp310-win_amd64.whl', { 13: 0 }],
    ['sources', 'a-1.0.tar.gz', { 13: 0 }],
    ['URLs', `"https://files.example/x/y/a_b-1.0-cp310-cp310-${linux}.whl", hash`, { 13: 1 }],
    [
      'one name, several versions',
      `numpy-2.2.6-cp310-cp310-${linux}.whl numpy-2.3.5-cp313-cp313-${linux}.whl`,
      { 10: 0, 13: 0 },
    ],
    [
      'a backport, in uv.lock',
      `    { name = "back-port", marker = "python_full_version < '3.11'" },\nback_port-1-cp310-cp310-${linux}.whl`,
      { 13: 0 },
    ],
    [
      'a backport, in poetry.lock',
      `"back.port" = {version = "*", markers = "python_version < \\"3.9\\""}\nback_port-1-cp38-cp38-${linux}.whl`,
      { 13: 0 },
    ],
    [
      'a backport, in the head of its package',
      `[[package]]\nname = "back-port"\noptional = false\nmarkers = "python_version < \\"3.11\\""\nfiles = [\n{file = "back_port-1-cp38-cp38-${linux}.whl"}`,
      { 13: 0 },
    ],
  ])('%s', (_, lock, missing) => {
    const count = packagesWithoutWheel(lock)
    for (const [minor, number] of Object.entries(missing))
      expect([minor, count(Number(minor))]).toEqual([minor, number])
  })
})

describe('the version of Python that a lockfile has wheels for', () => {
  const lock = `[[package]]\nname = "a"\nfiles = [\n  {file = "a-1-cp39-cp39-${linux}.whl"},\n  {file = "a-1-cp310-cp310-${linux}.whl"},\n]\n\n[metadata]\nlock-version = "2.0"\n`
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an open range', { 'poetry.lock': lock, range: '>=3.9' }, '3.10'],
    ['a range without them', { 'poetry.lock': lock, range: '>=3.12' }, '3.13'],
    ['no lockfile', { range: '>=3.9' }, '3.13'],
    ['.python-version', { 'poetry.lock': lock, '.python-version': '3.12\n', range: '>=3.9' }, '3.12'],
  ])('%s', async (_, { range, ...files }, version) => {
    const { python } = await facts(
      { ...files, 'pyproject.toml': `[project]\nname = "a"\nrequires-python = "${range}"\n[tool.poetry]\n` },
      { ecosystems: ['python'] },
    )
    expect(python?.pythonVersion.version).toBe(version)
  })
})

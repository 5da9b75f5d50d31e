import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createMatcher } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { fileTree } from '../../src/model/file-tree.js'
import { anyIgnoreFile, anyPath, anyTree, differences, ourAnswer, random, writeTree } from '../support/ignore-fuzz.js'
import { describeWithOracle, describeWithShared } from '../support/oracle.js'

interface Recorded {
  readonly match: readonly {
    patterns: string[] | null
    path: string
    excluded: boolean
    error?: string
    source: string
  }[]
  readonly readAll: readonly { text: string; patterns: string[] }[]
  readonly buildkitIntegration: readonly {
    readonly source: string
    readonly files?: readonly string[]
    readonly dockerignore?: string
    readonly sent?: readonly string[]
    readonly error?: string
  }[]
  readonly contextWalk: {
    readonly tree: readonly string[]
    readonly queryPaths: readonly string[]
    readonly cases: readonly {
      dockerignore: string
      patterns: string[] | null
      excluded?: string[]
      sent?: string[]
      error?: string
      walkError?: string
    }[]
  }
}

describeWithShared('conformance/dockerignore-cases.json', (file) => {
  const recorded: Recorded = JSON.parse(readFileSync(file, 'utf8'))

  it.each(recorded.match.map((row) => [(row.patterns ?? []).join(' '), row.path, row] as const))(
    '%s on %s',
    (_, path, row) => {
      const answer = () => createMatcher(row.patterns ?? []).excludes(path)
      if (row.error === undefined) return expect(answer()).toBe(row.excluded)
      expect(answer).toThrow(expect.objectContaining({ code: 'bad-ignore-pattern' }))
    },
  )

  it.each(recorded.readAll)('reads $text', ({ text, patterns }) => {
    expect(parseIgnoreFile(text).patterns.map((each) => each.pattern)).toEqual(patterns)
  })

  const { tree, queryPaths, cases } = recorded.contextWalk
  const data = fileTree(tree)
  it.each(cases)('walks with $dockerignore', (row) => {
    const ours = ourAnswer({ dockerignore: row.dockerignore, paths: queryPaths, tree: { data, dir: '' } })
    const isExcluded = (path: string) => ours.excluded[path] === true
    expect(ours.fails).toBe(row.error !== undefined)
    if (row.error === undefined) expect(ours.walkFails).toBe(row.walkError !== undefined)
    expect(ours.patterns).toEqual(row.patterns ?? [])
    expect(queryPaths.filter(isExcluded).sort()).toEqual([...(row.excluded ?? [])].sort())
    expect(ours.sent).toEqual(row.sent ?? [])
  })

  // Which of two ignore files is taken is a matter of the disk, and tested with the command.
  const integration = recorded.buildkitIntegration.filter(({ dockerignore }) => dockerignore !== undefined)
  it.each(integration)('$source', ({ dockerignore = '', files = [], sent = [], error }) => {
    const ours = ourAnswer({ dockerignore, paths: [], tree: { data: fileTree(files), dir: '' } })
    expect([ours.fails, ours.sent]).toEqual([error !== undefined, sent])
  })

  it('holds what it should', () => {
    expect([recorded.match.length, cases.length, recorded.buildkitIntegration.length]).toEqual([138, 57, 3])
    expect(integration).toHaveLength(2)
  })
})

describeWithOracle('ignore-oracle', (oracle) => {
  describe('on random ignore files and trees', () => {
    const root = mkdtempSync(join(tmpdir(), 'ignore-docker-'))
    afterAll(() => rmSync(root, { recursive: true, force: true }))

    it.each(Array.from({ length: 50 }, (_, index) => 1000 + index))('seed %i: 100 pairs', async (seed) => {
      const next = random(seed)
      const items = anyTree(next)
      const dir = join(root, String(seed))
      writeTree([{ path: './' }, ...items], dir)
      const known = items.map((item) => item.path.replace(/\/$/, ''))
      const questions = Array.from({ length: 100 }, () => ({
        dockerignore: anyIgnoreFile(next, known),
        paths: [...new Set([...known.slice(0, 6), anyPath(next), anyPath(next)])],
        tree: { data: fileTree(items), dir },
      }))
      expect(await differences(oracle, questions)).toEqual([])
    })
  })

  it.each([65_534, 65_535, 65_536])('agrees on a line of %i bytes', async (length) => {
    for (const end of ['', '\n', '\r\n']) {
      const text = `x\n${'a'.repeat(length)}${end}`
      const [reply] = await oracle.request<{ error?: string }>([{ dockerignore: text }])
      expect(parseIgnoreFile(text).problems.length > 0).toBe(reply?.error !== undefined)
    }
  })
})

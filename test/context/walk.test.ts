import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMatcher } from '../../src/ignore/matcher.js'
import { walkContext } from '../../src/ignore/context.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { fileTree } from '../../src/model/file-tree.js'
import { bytesOfPath } from '../../src/context/raw-name.js'
import { anyIgnoreFile, anyTree, random, writeTree } from '../support/ignore-fuzz.js'
import { useFolders, walked } from './support.js'

const folder = useFolders()

describe('walkDisk', () => {
  it('visits what the walk of the same tree in memory visits', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed)
      const items = anyTree(next)
      const root = folder({})
      writeTree(items, root)
      for (let count = 0; count < 20; count++) {
        const ignoreFile = anyIgnoreFile(
          next,
          items.map((item) => item.path.replace(/\/$/, '')),
        )
        const expected: string[] = []
        try {
          const matcher = createMatcher(parseIgnoreFile(ignoreFile).patterns.map((each) => each.pattern))
          walkContext(fileTree(items), matcher, ({ path, node }) =>
            expected.push(node.kind === 'directory' ? `${path}/` : path),
          )
        } catch (error) {
          if (!isGenDockerfileError(error)) throw error
          expect(() => walked(root, ignoreFile)).toThrow(error.message)
          continue
        }
        expect(walked(root, ignoreFile).sent).toEqual(expected)
      }
    }
  })

  it('tells sizes and kinds, and follows no link', () => {
    const root = folder({ 'a.txt': 5, 'loop/x': 1, 'loop/back': { link: '..' }, gone: { link: 'nowhere' } })
    expect(walked(root, '').files).toEqual([
      { path: 'a.txt', kind: 'file', size: 5 },
      { path: 'gone', kind: 'symlink', size: 7 },
      { path: 'loop/back', kind: 'symlink', size: 2 },
      { path: 'loop/x', kind: 'file', size: 1 },
    ])
  })

  it('takes pipes for what they are', () => {
    const root = folder({ a: 1 })
    execFileSync('mkfifo', [join(root, 'pipe')])
    expect(walked(root, '').files).toContainEqual({ path: 'pipe', kind: 'special', size: 0 })
  })

  it('finds nothing in an empty folder', () => {
    expect(walked(folder({}), '*')).toEqual({ sent: [], files: [], ignored: [], problems: [] })
  })

  it('passes over what vanishes', () => {
    const root = folder({ 'a/x': 1, 'b/y': 1, c: 1, d: 1 })
    const rest = walked(root, '', {
      between: () => {
        rmSync(join(root, 'b'), { recursive: true, force: true })
        rmSync(join(root, 'c'), { force: true })
      },
    })
    expect(rest.problems).toEqual([])
    expect(rest.files.map(({ path }) => path)).toEqual(['a/x', 'd'])
  })

  it('reads and sorts names that are no UTF-8', () => {
    const root = folder({ z: 1 })
    mkdirSync(bytesOfPath(`${root}/d\udcff`))
    writeFileSync(bytesOfPath(`${root}/d\udcff/in\udce9.log`), 'xyz')
    writeFileSync(bytesOfPath(`${root}/d\udcff/é\ufffd`), 'x')
    expect(walked(root, '').files).toEqual([
      { path: 'd\udcff/in\udce9.log', kind: 'file', size: 3 },
      { path: 'd\udcff/é\ufffd', kind: 'file', size: 1 },
      { path: 'z', kind: 'file', size: 1 },
    ])
    expect(walked(root, 'd?/*.log').sent).toEqual(['d\udcff/', 'd\udcff/é\ufffd', 'z'])
  })

  it('tells what is ignored and by which pattern, when asked', () => {
    const root = folder({ 'a.log': 1, 'node_modules/x/y': 1, 'node_modules/z': 1, 'src/b.log': 1, 'src/keep.log': 1 })
    const { sent, ignored } = walked(root, '**/*.log\nnode_modules\n!src/keep.log', { ignored: true })
    expect(sent).toEqual(['src/', 'src/keep.log'])
    expect(ignored).toEqual([
      ['a.log', 0],
      ['node_modules/x/y', 1],
      ['node_modules/z', 1],
      ['src/b.log', 0],
    ])
  })

  it('does not read a directory in which nothing can be kept', () => {
    const root = folder({ 'node_modules/a/b': 1, 'dist/x': 1, 'src/a': 1 })
    let read = 0
    walked(root, 'node_modules\ndist\n!dist/x', { between: () => read++ })
    // The root, dist and src.
    expect(read).toBe(3)
  })

  it('has little to do with ten thousand patterns', () => {
    const files = Array.from({ length: 2000 }, (_, number) => [`d${number % 40}/file-${number}.ts`, 0] as const)
    const patterns = Array.from({ length: 10_000 }, (_, number) => `**/name-${number}\n!d1/x${number}/**\n*.e${number}`)
    expect(walked(folder(Object.fromEntries(files)), patterns.join('\n')).files).toHaveLength(2000)
  })
})

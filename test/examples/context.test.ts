import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { contextSources } from '../../src/analysis/context-sources.js'
import { diskTree } from '../../src/generate/disk-tree.js'
import { contextOf, createMatcher, parseIgnoreFile, takenBy } from '../../src/ignore/index.js'
import { type DirectoryNode, type FileTree, fileTree, type TreeItem } from '../../src/model/file-tree.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { check, root, rungs, sources } from './support.js'

const outcomes = await Promise.all(sources.map(check))
const contexts = new Map(outcomes.flatMap(({ results }) => results).map(({ output, context }) => [output, context]))

/** What lies around in repositories and belongs into no image. */
const noise = ['.git/HEAD', '.env', 'id_rsa', 'node_modules/x/index.js', 'notes.txt', '.idea/workspace.xml', '0/1/2/3']

const itemsOf = (directory: DirectoryNode, prefix = ''): readonly (string | TreeItem)[] =>
  [...directory.entries].flatMap(([name, node]) => {
    const path = prefix + name
    if (node.kind === 'directory') return [`${path}/`, ...itemsOf(node, `${path}/`)]
    return [node.kind === 'symlink' ? { path, target: node.target } : path]
  })

/** The folder of an example, with noise at its root and in each folder. */
const noisyTree = (context: string): FileTree => {
  const items = itemsOf(diskTree(join(root, context)))
  const folders = items.filter((item) => typeof item === 'string' && item.endsWith('/'))
  return fileTree([...items, ...['', ...folders].flatMap((folder) => noise.map((path) => `${String(folder)}${path}`))])
}

const cases = rungs.flatMap(({ file, text, ignore }) => {
  const parsed = parseDockerfile(text)
  return ignore === undefined || 'error' in parsed
    ? []
    : [[file, { ignore, wanted: contextSources(analyse(parsed.document)) }] as const]
})

describe('with much more in the folder, what is sent', () => {
  it.each(cases)('%s', (file, { ignore, wanted }) => {
    const tree = noisyTree(contexts.get(file) ?? dirname(file))
    const patterns = parseIgnoreFile(ignore).patterns.map(({ pattern }) => pattern)
    const sent = new Set(contextOf(tree, createMatcher(patterns)).map(({ path }) => path))
    const taken = wanted.flatMap((source) => takenBy(tree, source)).filter((path) => path !== '')
    const isAllowList = patterns[0] === '*'
    // What the lists deny stays out of directories that are copied.
    const denied = createMatcher(patterns.slice(isAllowList ? 1 : 0).filter((pattern) => !pattern.startsWith('!')))
    expect(taken.filter((path) => !sent.has(path) && !denied.excludes(path))).toEqual([])
    const outright = wanted.flatMap(({ expected }) => (expected === undefined ? [] : [expected.replace(/\/$/, '')]))
    expect(outright.filter((path) => taken.includes(path) && !sent.has(path))).toEqual([])
    if (!isAllowList) return
    const needed = new Set(taken.flatMap((path) => [path, ...parentsOf(path)]))
    expect([...sent].filter((path) => !needed.has(path))).toEqual([])
  })

  it('is by an allow-list in most of them', () => {
    const allow = cases.filter(([, { ignore }]) => /^\*$/m.test(ignore))
    expect(allow.length).toBeGreaterThan(cases.length / 2)
  })
})

const parentsOf = (path: string): readonly string[] => {
  const parent = dirname(path)
  return parent === '.' ? [] : [parent, ...parentsOf(parent)]
}

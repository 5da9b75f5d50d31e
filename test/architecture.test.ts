import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path/posix'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'

/** From high to low; a folder imports from lower lines only, and not from its neighbours on the same line. */
const layers: readonly (readonly string[])[] = [
  ['index', 'testing', 'core'],
  ['cli'],
  ['scaffold'],
  ['report'],
  ['generate'],
  ['config'],
  ['layers'],
  ['context'],
  ['linter'],
  ['rules'],
  ['formatter'],
  ['analysis'],
  ['presets', 'project'],
  ['builders'],
  ['parser', 'renderer', 'ignore', 'images'],
  ['words'],
  ['model', 'disk'],
]

/** What crosses a line for a reason: types of facts in presets; the public entry in two halves, one of which the program hands to users. */
const agreed: readonly (readonly [from: string, to: string])[] = [
  ['presets', 'project'],
  ['index', 'core'],
  ['cli', 'core'],
]

/** The folders that may touch the file system. */
const diskFolders = new Set(['disk', 'generate', 'config', 'context', 'layers', 'project', 'cli', 'scaffold', 'report'])

interface Import {
  readonly file: string
  readonly from: string
  readonly specifier: string
  readonly to: string | undefined
  readonly typeOnly: boolean
}

const folderOf = (path: string): string => {
  const [first = '', ...rest] = path.split('/')
  return rest.length === 0 ? first.replace(/\.[jt]s$/, '') : first
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

const imports: readonly Import[] = globSync('src/**/*.ts')
  .sort()
  .flatMap((file) => {
    const path = relative('src', file)
    // Examples in docstrings are not code.
    const source = readFileSync(file, 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')
    return [...source.matchAll(importPattern)].map((match) => {
      const specifier = match[2] ?? match[3] ?? ''
      const to = specifier.startsWith('.') ? folderOf(join(dirname(path), specifier)) : undefined
      return { file, from: folderOf(path), specifier, to, typeOnly: match[1] !== undefined }
    })
  })

const level = (folder: string): number => layers.findIndex((layer) => layer.includes(folder))

describe('the architecture', () => {
  test('every folder has its place', () => {
    const known = new Set(layers.flat())
    expect([...new Set(imports.map((each) => each.from))].filter((folder) => !known.has(folder))).toEqual([])
  })

  test('imports go down', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (to === undefined || to === from || level(to) > level(from)) return false
      return !agreed.some(([a, b]) => a === from && b === to && (typeOnly || b !== 'project'))
    })
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  test('only disk, generate, config, context, layers, project, the command line and its output reach the system', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        specifier.startsWith('node:') && specifier !== 'node:path/posix' && !diskFolders.has(from),
    )
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  test('only the command line ends the process', () => {
    const offenders = globSync('src/**/*.ts').filter((file) => /^\s*process\.exit/m.test(readFileSync(file, 'utf8')))
    expect(offenders.filter((file) => !file.startsWith('src/cli/'))).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { contextSources } from '../../src/analysis/context-sources.js'
import { takenBy } from '../../src/ignore/index.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { absentSources, publicHosts } from './accepted.js'
import { check, exampleOf, lockfiles, outputs, root, rungs, sentOf, sources } from './support.js'

const outcomes = new Map(await Promise.all(sources.map(async (source) => [source, await check(source)] as const)))
const results = [...outcomes.values()].flatMap((outcome) => outcome.results)

describe.each(sources)('%s', (source) => {
  it('gives the committed files, and nothing is found', () => {
    const { results = [], diagnostics = [], failures = [] } = outcomes.get(source) ?? {}
    expect(failures.map(({ file, message }) => `${file}: ${message}`)).toEqual([])
    expect(diagnostics.map(({ file, rule, message }) => `${file}: ${rule}: ${message}`)).toEqual([])
    expect(results.filter(({ status }) => status !== 'unchanged').map(({ output, diff }) => [output, diff])).toEqual([])
    expect(results).not.toEqual([])
  })
})

describe('the folder', () => {
  it('holds no generated file without a source', () => {
    const made = new Set(results.map(({ output }) => output))
    expect(outputs.filter((output) => !made.has(output))).toEqual([])
  })

  it.each([...new Set(sources.map((source) => exampleOf(source).split('/')[0] ?? ''))])(
    'explains %s, rung by rung, and lists it',
    (example) => {
      const readme = readFileSync(join(root, 'examples', example, 'README.md'), 'utf8')
      const names = rungs.filter((rung) => rung.example === example && rung.name !== 'Dockerfile')
      expect(names.filter(({ name }) => !readme.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([])
      expect(readFileSync(join(root, 'examples/README.md'), 'utf8')).toContain(`(${example}/)`)
    },
  )

  it('names no package registry but the public ones', () => {
    const hosts = lockfiles.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/https?:\/\/([\w.:-]+)/g)].map(
        (match) => `${basename(file)}: ${match[1]}`,
      ),
    )
    expect([...new Set(hosts)].filter((host) => !publicHosts.includes(host))).toEqual([])
  })
})

describe('what is copied reaches the builder', () => {
  const copied = rungs.map((rung) => {
    const parsed = parseDockerfile(rung.text)
    const context = results.find(({ output }) => output === rung.file)?.context ?? dirname(rung.file)
    if (!('document' in parsed)) throw new Error(`${rung.file} does not parse`)
    const sent = sentOf(context, rung.ignore)
    const wanted = contextSources(analyse(parsed.document))
    const missing = wanted.filter((source) => source.path !== '.' && takenBy(sent, source).length === 0)
    return { rung, missing: [...new Set(missing.map(({ path }) => path))].sort() }
  })

  it.each(copied.map((each) => [each.rung.file, each] as const))('%s', (_file, { rung, missing }) => {
    expect(missing).toEqual(absentSources[`${rung.example}/${rung.name}`] ?? [])
  })

  it('needs every exception', () => {
    const names = copied.map(({ rung }) => `${rung.example}/${rung.name}`)
    expect(Object.keys(absentSources).filter((name) => !names.includes(name))).toEqual([])
  })
})

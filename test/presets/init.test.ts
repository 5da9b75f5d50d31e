import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { contractOf } from '../../scripts/catalogue/contract.js'
import { assemble } from '../../src/builders/assemble.js'
import { presetFunction } from '../../src/generate/preset-function.js'
import { render, resolve, validate } from '../../src/index.js'
import { presetCatalogue } from '../../src/presets/index.js'
import { readFacts } from '../../src/project/read-facts.js'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

type Options = Readonly<Record<string, unknown>>

const definitions = new Map(presetCatalogue.map((definition) => [definition.name, definition]))

const made = async (name: string, options: Options) => {
  const definition = definitions.get(name)
  if (definition === undefined) throw new Error(`there is no preset ${name}`)
  const folder = join(examples, name)
  return resolve(presetFunction(definition)(options), await readFacts(folder, { root: folder }))
}

/** The words of the process that a target starts, those of ENTRYPOINT first. */
const processOf = async (name: string, options: Options, target: string): Promise<readonly string[]> => {
  const { entrypoint, cmd } = contractOf(assemble(await made(name, options)).document, target)
  return [entrypoint, cmd].flatMap((command) => (command?.form === 'exec' ? command.args : []))
}

/** A preset, its options, where tini is in its images and in `dev`, and what the images start by themselves. */
const rows: readonly {
  readonly name: string
  readonly options?: Options
  readonly tini: string
  readonly dev?: string
  readonly own?: readonly string[]
  readonly ownOfDev?: readonly string[]
}[] = [
  { name: 'go-distroless', tini: '/usr/bin/tini' },
  { name: 'go-distroless', options: { runtimeImage: 'scratch' }, tini: '/usr/bin/tini' },
  { name: 'go-distroless', options: { runtimeImage: 'registry.example.com/base:1' }, tini: '/usr/bin/tini' },
  { name: 'go-distroless', options: { runtimeImage: 'debian:trixie-slim' }, tini: '/usr/bin/tini' },
  { name: 'go-distroless', options: { runtimeImage: 'alpine:3.23' }, tini: '/sbin/tini', dev: '/usr/bin/tini' },
  { name: 'rust', tini: '/usr/bin/tini' },
  { name: 'rust', options: { libc: 'musl' }, tini: '/usr/bin/tini', dev: '/sbin/tini' },
  { name: 'rust', options: { runtimePackages: ['git'] }, tini: '/usr/bin/tini' },
  { name: 'python-slim', tini: '/usr/bin/tini' },
  { name: 'python-slim', options: { runtime: 'distroless' }, tini: '/usr/bin/tini' },
  { name: 'python-alpine-uv', tini: '/sbin/tini' },
  {
    name: 'node-prod-deps',
    tini: '/usr/bin/tini',
    own: ['docker-entrypoint.sh'],
    ownOfDev: ['docker-entrypoint.sh'],
  },
  {
    name: 'node-prod-deps',
    options: { runtime: 'distroless' },
    tini: '/usr/bin/tini',
    own: ['/nodejs/bin/node'],
    ownOfDev: ['docker-entrypoint.sh'],
  },
]

describe.each(rows)('$name with $options', ({ name, options = {}, tini, dev = tini, own = [], ownOfDev = [] }) => {
  it('starts tini before what it starts without it', async () => {
    for (const target of ['dev', 'debug', 'runtime']) {
      const before = await processOf(name, options, target)
      const [path, words] = target === 'dev' ? [dev, ownOfDev] : [tini, own]
      expect(await processOf(name, { ...options, init: true }, target), target).toEqual([
        path,
        '--',
        ...words,
        ...before,
      ])
    }
  })

  it('finds nothing in it that is not found without it', async () => {
    const rulesOf = async (more: Options) =>
      validate(await made(name, { ...options, ...more })).map(({ rule, message }) => [rule, message])
    expect(await rulesOf({ init: true })).toEqual(await rulesOf({}))
  })

  it('has no tini when it is off', async () => {
    expect(render(await made(name, { ...options, init: false }))).toBe(render(await made(name, options)))
    expect(render(await made(name, options))).not.toContain('tini')
  })
})

describe('init', () => {
  it('comes from a mirror, with the certificates of a company', async () => {
    const options = { init: true, mirror: 'registry.example.com', certificates: 'ca' }
    const text = render(await made('go-distroless', options))
    const [, stage = ''] = /^(FROM \S+ \S+ AS init\n(?:.+\n)+)/m.exec(text) ?? []
    expect(stage).toContain('FROM --platform=$BUILDPLATFORM registry.example.com/library/debian:trixie-slim AS init')
    expect(stage).toContain('--mount=type=secret,id=ca,')
    expect(stage.match(/apt-get -o Acquire::https::CAInfo=\S+ (?:update|download)/g)).toHaveLength(2)
  })

  it('stands before the command alone where nobody knows what the image starts by itself', async () => {
    const options = { runtimeImage: 'registry.example.com/node:24' }
    expect(await processOf('node-prod-deps', { ...options, init: true }, 'runtime')).toEqual([
      '/usr/bin/tini',
      '--',
      ...(await processOf('node-prod-deps', options, 'runtime')),
    ])
  })

  it('is named for those who change it', async () => {
    const definition = definitions.get('go-distroless')
    if (definition === undefined) throw new Error('there is no such preset')
    const folder = join(examples, 'go-distroless')
    const preset = presetFunction(definition)({ init: true }).extend('init', (stage) => stage.label({ by: 'us' }))
    expect(render(resolve(preset, await readFacts(folder, { root: folder }))).match(/LABEL by=us/g)).toHaveLength(1)
  })

  it('is a boolean', () => {
    for (const definition of presetCatalogue) {
      expect(() => presetFunction(definition)({ init: 'tini' })).toThrow(
        expect.objectContaining({ code: 'invalid-preset-options', message: expect.stringContaining('`init`') }),
      )
    }
  })
})

import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { presetFunction } from '../../../src/generate/preset-function.js'
import { render, resolve, validate } from '../../../src/index.js'
import type { AnyPresetDefinition } from '../../../src/presets/define-preset.js'
import { presetCatalogue } from '../../../src/presets/index.js'
import { readFacts } from '../../../src/project/read-facts.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))

/** The preset on the example application that has its name. */
const dockerfileOf = async (definition: AnyPresetDefinition, options: Readonly<Record<string, unknown>>) => {
  const folder = join(examples, definition.name)
  return resolve(presetFunction(definition)(options), await readFacts(folder, { root: folder }))
}

/** The option of each preset that gives credentials to installs, and a variable that it takes. */
const secretOptions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'go-distroless': { installSecrets: { GOPROXY: 'TOKEN' } },
  'node-prod-deps': { secretEnv: ['TOKEN'] },
  'python-alpine-uv': { installSecrets: { UV_INDEX_TEAM_PASSWORD: 'TOKEN' }, index: 'TOKEN' },
  'python-slim': { installSecrets: { PIP_INDEX_URL: 'TOKEN' } },
  rust: { installSecrets: { CARGO_REGISTRIES_TEAM_TOKEN: 'TOKEN' } },
}

const rows = presetCatalogue.map((definition) => [definition.name, definition] as const)

/** The RUNs of a Dockerfile, each as one text. */
const runsOf = (text: string): readonly string[] => text.match(/^RUN (?:.*\\\n)*.*$/gm) ?? []

const installs = /\b(?:npm (?:ci|prune)|go (?:mod download|build)|cargo (?:build|fetch)|(?:uv )?pip .*install)\b/

describe.each(rows)('%s in a network of a company', (name, definition) => {
  it('takes no image from elsewhere', async () => {
    const text = render(await dockerfileOf(definition, { mirror: 'registry.example.com/hub' }))
    const images = [...text.matchAll(/^(?:FROM (?:--\S+ )*|# syntax=)(\S+)|from=([^\s,]+[/:][^\s,]+)/gm)]
    const stages = new Set([...text.matchAll(/ AS (\S+)$/gm)].map(([, stage]) => stage))
    const external = images.map(([, from, mount]) => from ?? mount ?? '').filter((image) => !stages.has(image))
    expect(external.length).toBeGreaterThan(1)
    expect(external.filter((image) => !image.startsWith('registry.example.com/hub/'))).toEqual([])
  })

  it('takes the images of one registry from the mirror', async () => {
    const text = render(await dockerfileOf(definition, { mirror: { 'docker.io': 'registry.example.com' } }))
    const committed = await readFile(join(examples, name, 'Dockerfile'), 'utf8')
    expect(text.match(/registry\.example\.com\/(?:library|docker)\//g)?.length).toBeGreaterThan(1)
    for (const other of committed.match(/\bgh?cr\.io\/\S+/g) ?? []) expect(text).toContain(other.split(',')[0])
  })

  it('trusts certificates where it installs', async () => {
    const runs = runsOf(render(await dockerfileOf(definition, { certificates: 'company-ca' })))
    const fetching = runs.filter((run) => installs.test(run))
    expect(fetching.length).toBeGreaterThan(0)
    for (const run of fetching) expect(run).toContain('--mount=type=secret,id=company-ca,target=')
    for (const run of runs.filter((each) => /useradd|adduser/.test(each))) expect(run).not.toContain('company-ca')
  })

  it('has credentials where it installs', async () => {
    const options = secretOptions[name]
    expect(options, 'a row in the table above').toBeDefined()
    const fetching = runsOf(render(await dockerfileOf(definition, options ?? {}))).filter((run) => installs.test(run))
    expect(fetching.some((run) => /--mount=type=secret,id=TOKEN,env=\w+,required/.test(run))).toBe(true)
  })

  it('is not found fault with', async () => {
    const plain = validate(await dockerfileOf(definition, {})).map(({ rule }) => rule)
    const options = { mirror: 'registry.example.com/hub', certificates: 'company-ca', ...secretOptions[name] }
    expect(validate(await dockerfileOf(definition, options)).map(({ rule }) => rule)).toEqual(plain)
  })

  it('never has a secret, or what names it, in ARG or ENV', async () => {
    const folder = join(examples, name)
    const facts = await readFacts(folder, { root: folder })
    const make = presetFunction(definition)
    const word = fc.constantFrom('alpha', 'beta.1', 'company-ca', 'X_SECRET', 'token')
    const variable = fc.constantFrom('GOPROXY', 'PIP_INDEX_URL', 'NPM_TOKEN', 'CARGO_REGISTRIES_TEAM_TOKEN', 'X')
    const secrets: fc.Arbitrary<Readonly<Record<string, unknown>>> =
      name === 'node-prod-deps'
        ? fc.record({ secretEnv: fc.uniqueArray(variable), npmrc: fc.boolean() })
        : fc.record({ installSecrets: fc.dictionary(variable, word) })
    const mirror = fc.constantFrom('registry.example.com', 'localhost:5000/hub')
    const cache = fc.constantFrom('mount', 'layer')
    const options = fc.record({ mirror, certificates: word, cache }, { requiredKeys: ['cache'] })
    const settings = (text: string): readonly string[] => text.match(/^(?:ENV|ARG) (?:.*\\\n)*.*$/gm) ?? []
    fc.assert(
      fc.property(options, secrets, (given, more) => {
        const plain = settings(render(resolve(make({ cache: given.cache }), facts)))
        expect(settings(render(resolve(make({ ...given, ...more }), facts)))).toEqual(plain)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['mirror', 'company'],
    ['mirror', 'https://registry.example.com'],
    ['mirror', 'registry.example.com/Hub'],
    ['mirror', { hub: 'registry.example.com' }],
    ['certificates', 'ca,target=/x'],
    ['certificates', '/etc/ssl/ca.pem'],
  ])('refuses the %s %j', (option, value) => {
    expect(() => presetFunction(definition)({ [option]: value })).toThrow(
      expect.objectContaining({ code: 'invalid-preset-options', message: expect.stringContaining(`\`${option}`) }),
    )
  })
})

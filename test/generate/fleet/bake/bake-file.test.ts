import { describe, expect, it } from 'vitest'
import type { BakeConfig } from '../../../../src/config/bake-schema.js'
import { bakeFile } from '../../../../src/generate/fleet/bake/bake-file.js'
import type { GeneratedService } from '../../../../src/generate/service.js'
import { service } from '../support.js'

const node = `FROM node:24-trixie-slim AS base
RUN npm install --global pnpm@10

FROM base AS build
COPY . .
RUN pnpm build

FROM base AS debug
COPY --from=build /out /app
FROM base AS runtime
COPY --from=build /out /app
`

const go = `FROM golang:1.26-trixie AS build
RUN --mount=type=secret,id=netrc,target=/root/.netrc --mount=type=ssh go build ./...
FROM scratch
COPY --from=build /app /app
`

const made = (services: readonly GeneratedService[], config: BakeConfig = {}): string =>
  bakeFile({
    services,
    config,
    placeOf: (key) => ({ file: 'gen-dockerfile.yaml', line: 1, column: key.length }),
    select: (words) => services.filter(({ name }) => words.includes(name)),
  })

describe('bakeFile', () => {
  it('has variables, a group and a target for each service', () => {
    expect(made([service('api', 'FROM scratch\nCOPY a /\n')])).toBe(`variable "REGISTRY" {
  default = ""
}

variable "TAG" {
  default = "latest"
}

group "default" {
  targets = ["api"]
}

target "api" {
  context    = "."
  dockerfile = "services/api/Dockerfile"
  target     = ""
  tags       = ["\${REGISTRY}api:\${TAG}"]
}
`)
  })

  it('builds a stage that several have in common once', () => {
    const text = made([service('api', node), service('web', node), service('cli', go)])
    expect(text).toContain(`target "shared-base-1" {
  context    = "."
  dockerfile = "services/api/Dockerfile"
  target     = "base"
  output     = ["type=cacheonly"]
}`)
    expect(text.match(/"base" = "target:shared-base-1"/g)).toHaveLength(2)
  })

  it('shares nothing that depends on the build context or that differs', () => {
    const other = node.replace('pnpm@10', 'pnpm@11')
    expect(made([service('api', node), service('web', other)])).not.toContain('shared')
    const taking = node.replace('RUN npm install', 'COPY package.json .\nRUN npm install')
    expect(made([service('api', taking), service('web', taking)])).not.toContain('shared')
  })

  it('brings secrets and agents to the targets that mount them', () => {
    const services = [service('cli', go), service('api', node)]
    const text = made(services)
    expect(text.match(/secret +=/g)).toHaveLength(1)
    expect(text).toContain('secret     = ["id=netrc,env=netrc"]')
    expect(text).toContain('ssh        = ["default"]')
    expect(made(services, { secrets: { netrc: { file: '.netrc' } } })).toContain('["id=netrc,src=.netrc"]')
  })

  it('makes targets and a group of named stages', () => {
    const text = made([service('api', node), service('cli', go)], { targets: ['debug'] })
    expect(text).toContain('group "debug" {\n  targets = ["api-debug"]\n}')
    expect(text).toContain('target "api-debug" {')
    expect(text).toContain('target     = "debug"')
    expect(text).toContain('["${REGISTRY}api:${TAG}-debug"]')
  })

  it('says tags, platforms, caches and groups as configured', () => {
    const text = made([service('shop.api', go), service('web', node)], {
      variables: { REGISTRY: 'registry.example.com/', TAG: 7 },
      tags: ['${REGISTRY}shop/{name}:${TAG}', '{name}:dev'],
      platforms: ['linux/amd64', 'linux/arm64'],
      cacheFrom: ['type=registry,ref=${REGISTRY}{name}:cache'],
      cacheTo: ['type=registry,ref=${REGISTRY}{name}:cache,mode=max'],
      groups: { front: ['web'] },
    })
    expect(text).toContain('default = "registry.example.com/"')
    expect(text).toContain('default = "7"')
    expect(text).toContain('["${REGISTRY}shop/shop.api:${TAG}", "shop.api:dev"]')
    expect(text).toContain('target "shop_api" {')
    expect(text).toContain('["linux/amd64", "linux/arm64"]')
    expect(text).toContain('cache-to   = ["type=registry,ref=${REGISTRY}web:cache,mode=max"]')
    expect(text).toContain('group "front" {\n  targets = ["web"]\n}')
  })

  it('finds a Dockerfile from its context', () => {
    const text = made([service('api', go, { context: 'services/api', output: 'docker/api.Dockerfile' })])
    expect(text).toContain('dockerfile = "../../docker/api.Dockerfile"')
  })

  it('names the stage, which a compose.yaml beside it would else choose', () => {
    expect(made([service('api', node)])).toContain('target     = "runtime"')
    expect(made([service('cli', go)])).toContain('target     = ""')
  })

  it('brings what the targets need, each its own', () => {
    const base = 'FROM node:24-trixie-slim AS base\nRUN --mount=type=secret,id=npmrc npm install --global tool\n'
    const text = `${base}FROM base AS debug\nRUN --mount=type=secret,id=more true\nFROM base AS runtime\n`
    const bake = made([service('api', text), service('web', text)], { targets: ['debug'] })
    const secrets = [...bake.matchAll(/target "([\w-]+)" \{[^}]*(?:\}\n[^}]*)?secret +=([^\n]+)/g)]
    expect(secrets.map(([, name, ids]) => [name, ids?.trim()])).toEqual([
      ['shared-base-1', '["id=npmrc,env=npmrc"]'],
      ['api', '["id=npmrc,env=npmrc"]'],
      ['api-debug', '["id=more,env=more", "id=npmrc,env=npmrc"]'],
      ['web', '["id=npmrc,env=npmrc"]'],
      ['web-debug', '["id=more,env=more", "id=npmrc,env=npmrc"]'],
    ])
  })

  it('gives each target a name of its own', () => {
    const services = [service('a.b', go), service('a_b', go), service('default', go)]
    expect(made(services)).toContain('targets = ["a_b", "a_b-2", "default-2"]')
  })

  it.each([
    [{ tags: ['{name}:${TGA}'] }, 'unknown-bake-variable', 'Did you mean `TAG`?'],
    [{ cacheTo: ['type=gha,scope=${BRANCH_NAME}'] }, 'unknown-bake-variable', /Declare it/],
    [{ targets: ['debgu'] }, 'unknown-bake-target', /gen-dockerfile list/],
  ] satisfies readonly (readonly [BakeConfig, string, string | RegExp])[])('refuses %j', (config, code, hint) => {
    expect(() => made([service('api', node)], config)).toThrow(
      expect.objectContaining({ code, hint: expect.stringMatching(hint), place: expect.objectContaining({ line: 1 }) }),
    )
  })
})

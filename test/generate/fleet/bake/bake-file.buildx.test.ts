import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bakeFile } from '../../../../src/generate/fleet/bake/bake-file.js'
import { hclBlock } from '../../../../src/generate/fleet/bake/hcl.js'
import { describeWithBuildx } from '../../../support/buildx.js'
import { service } from '../support.js'

const node = `FROM node:24-trixie-slim AS base
RUN npm install --global pnpm@10
FROM base AS debug
COPY services/api/src /app
FROM base AS runtime
RUN --mount=type=secret,id=npmrc --mount=type=ssh true
`

describeWithBuildx('docker buildx bake --print', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-bake-'))
  // Bake looks whether somebody listens there.
  const agent = createServer()
  beforeAll(async () => new Promise<void>((resolve) => agent.listen(join(folder, 'agent'), resolve)))
  afterAll(() => {
    agent.close()
    rmSync(folder, { recursive: true })
  })

  const print = (text: string, groups: readonly string[], env: NodeJS.ProcessEnv = {}): unknown => {
    writeFileSync(join(folder, 'docker-bake.hcl'), text)
    const { stdout, stderr, status } = spawnSync('docker', ['buildx', 'bake', '--print', ...groups], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, SSH_AUTH_SOCK: join(folder, 'agent'), ...env },
    })
    if (status !== 0) throw new Error(stderr)
    // What it prints can be given to bake again.
    return JSON.parse(stdout.replaceAll('$${', () => '${').replaceAll('%%{', () => '%{'))
  }

  it('reads what we write', () => {
    const services = [service('api', node), service('web', node, { output: 'web.Dockerfile' })]
    const text = bakeFile({
      services,
      config: { targets: ['debug'], platforms: ['linux/amd64'], cacheTo: ['type=inline'], groups: { front: ['web'] } },
      placeOf: () => ({ file: 'gen-dockerfile.yaml' }),
      select: (words) => services.filter(({ name }) => words.includes(name)),
    })
    expect(print(text, ['default'], { REGISTRY: 'registry.example.com/', TAG: '7' })).toMatchObject({
      group: { default: { targets: ['api', 'web'] } },
      target: {
        api: {
          context: '.',
          contexts: { base: 'target:shared-base-1' },
          dockerfile: 'services/api/Dockerfile',
          tags: ['registry.example.com/api:7'],
          platforms: ['linux/amd64'],
          secret: [{ id: 'npmrc' }],
          ssh: [{ id: 'default' }],
          'cache-to': [{ type: 'inline' }],
        },
        web: { dockerfile: 'web.Dockerfile', tags: ['registry.example.com/web:7'] },
        'shared-base-1': { target: 'base', output: [{ type: 'cacheonly' }] },
      },
    })
    expect(print(text, ['front', 'debug'])).toMatchObject({
      target: { web: {}, 'api-debug': { target: 'debug', tags: ['api:latest-debug'] }, 'web-debug': {} },
    })
  })

  it('reads any text as it was given', () => {
    const awkward = fc.string({ unit: fc.constantFrom(...'a"\\${}%\n\t\r\u0001é\u2028 #='), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 40 }), (texts) => {
        const labels = Object.fromEntries(texts.map((text, index) => [`label${index}`, text]))
        const printed = print(hclBlock('target', 'default', { labels }), [])
        expect(printed).toMatchObject({ target: { default: { labels } } })
      }),
      { numRuns: 20 },
    )
  })
})

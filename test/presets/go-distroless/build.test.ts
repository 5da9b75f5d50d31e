import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { goDistroless } from '../../../src/presets/go-distroless/index.js'
import { root } from '../../examples/support.js'
import { filesOf, hostBuild } from '../compiled/host-build.js'
import { describeWithGo } from '../compiled/host-tools.js'
import { dockerfileOf } from '../compiled/repository.js'
import { goWorkspaces } from './workspaces.js'

const minute = 60_000
const needsNetwork = (output: string): boolean => /dial tcp|no such host|connection refused|proxyconnect/.test(output)
const isManifest = (path: string): boolean => /(?:^|\/)go\.(?:mod|sum|work|work\.sum)$/.test(path)

describeWithGo((environment) => {
  afterAll(() => rmSync(environment['GOMODCACHE'] ?? '', { recursive: true, force: true }))

  it.each(Object.entries(goWorkspaces))('compiles %s from what is copied', { timeout: minute }, async (_, example) => {
    const { copies, ...repository } = example
    const outcome = hostBuild({ files: example.files, dockerfile: await dockerfileOf(repository), environment })
    expect(outcome.output).toBe('')
    expect(outcome.copied).toEqual(copies)
  })

  it.each(Object.entries(goWorkspaces))('needs every manifest of %s', { timeout: 2 * minute }, async (_, example) => {
    const dockerfile = await dockerfileOf({ ...example, preset: goDistroless() })
    const manifests = example.copies.filter(isManifest)
    const spare = manifests.filter(
      (without) => hostBuild({ files: example.files, dockerfile, environment, without }).ok,
    )
    expect(spare).toEqual([])
  })

  it('compiles what modules of others bring before the sources are there', { timeout: 3 * minute }, async () => {
    const files = filesOf(join(root, 'examples/go-work'))
    const dockerfile = await dockerfileOf({ files, dir: 'services/orders', preset: goDistroless({ cache: 'layer' }) })
    expect(dockerfile).toContain('    go build -trimpath \\\n    github.com/google/uuid\n')
    const outcome = hostBuild({ files, dockerfile, environment })
    if (needsNetwork(outcome.output))
      return console.warn(`skipped: a build in layers, whose modules cannot be fetched here`)
    expect(outcome.output).toBe('')
  })

  it.each(['orders', 'mailer'])('compiles examples/go-work/services/%s', { timeout: 3 * minute }, (service) => {
    const folder = join(root, 'examples/go-work')
    const files = filesOf(folder)
    const dockerfile = readFileSync(join(folder, 'services', service, 'Dockerfile'), 'utf8')
    const outcome = hostBuild({ files, dockerfile, environment })
    if (needsNetwork(outcome.output)) {
      console.warn(`skipped: examples/go-work/services/${service} needs modules that cannot be fetched here`)
      return
    }
    expect(outcome.output).toBe('')
    const spare = outcome.copied.filter(isManifest).filter((without) => {
      const emptied = { ...environment, GOMODCACHE: `${environment['GOMODCACHE']}/${without.replaceAll('/', '-')}` }
      return hostBuild({ files, dockerfile, environment: emptied, without }).ok
    })
    expect(spare).toEqual([])
  })
})

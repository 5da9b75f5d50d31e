import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../examples/support.js'
import { filesOf, hostBuild } from '../compiled/host-build.js'
import { describeWithCargo } from '../compiled/host-tools.js'
import { dockerfileOf } from '../compiled/repository.js'
import { rustWorkspaces } from './workspaces.js'

const minute = 60_000
const isManifest = (path: string): boolean => /(?:^|\/)Cargo\.(?:toml|lock)$/.test(path)

describeWithCargo((environment) => {
  const offline = { ...environment, CARGO_NET_OFFLINE: 'true' }

  it.each(Object.entries(rustWorkspaces))(
    'compiles %s from what is copied',
    { timeout: minute },
    async (_, example) => {
      const { copies, ...repository } = example
      const outcome = hostBuild({
        files: example.files,
        dockerfile: await dockerfileOf(repository),
        environment: offline,
      })
      expect(outcome.ok ? '' : outcome.output).toBe('')
      expect(outcome.copied).toEqual(copies)
    },
  )

  it.each(Object.entries(rustWorkspaces))('needs every manifest of %s', { timeout: 2 * minute }, async (_, example) => {
    const { copies, ...repository } = example
    const dockerfile = await dockerfileOf(repository)
    const spare = copies
      .filter(isManifest)
      .filter((without) => hostBuild({ files: example.files, dockerfile, environment: offline, without }).ok)
    expect(spare).toEqual([])
  })

  it.each(['api', 'worker'])('compiles examples/cargo-workspace/services/%s', { timeout: 3 * minute }, (service) => {
    const folder = join(root, 'examples/cargo-workspace')
    const fetch = (...more: readonly string[]): boolean =>
      spawnSync('cargo', ['fetch', '--locked', ...more], { cwd: folder, env: environment }).status === 0
    if (!fetch('--offline') && !fetch()) {
      console.warn(`skipped: examples/cargo-workspace/services/${service} needs crates that cannot be fetched here`)
      return
    }
    const files = filesOf(folder)
    const dockerfile = readFileSync(join(folder, 'services', service, 'Dockerfile'), 'utf8')
    const outcome = hostBuild({ files, dockerfile, environment: offline })
    expect(outcome.ok ? '' : outcome.output).toBe('')
    const spare = outcome.copied
      .filter(isManifest)
      .filter((without) => hostBuild({ files, dockerfile, environment: offline, without }).ok)
    expect(spare).toEqual([])
  })
})

import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, MissingBase, withFolder } from './support/build.js'
import { command, docker } from './support/docker.js'
import { mortalDaemon } from './support/mortal-daemon.js'
import { label, labelled, runId } from './support/run-id.js'
import { home, root } from './support/stage-app.js'

const run = (args: readonly string[], env: NodeJS.ProcessEnv) =>
  command(join(root, 'node_modules/.bin/tsx'), [join(home, 'run.ts'), ...args], { cwd: root, env, timeout: 300_000 })

/** What an old client says about a plugin that it does not have. */
const oldDocker = `#!/bin/sh
case $1 in
  --version) echo 'Docker version 18.09.1' ;;
  *) echo "docker: '$1' is not a docker command." >&2; exit 1 ;;
esac
`

const rows: readonly {
  readonly name: string
  readonly args?: readonly string[]
  /** PATH and more, given a folder with a client that knows no buildx, and below it one with node alone. */
  readonly env: (folder: string) => NodeJS.ProcessEnv
  readonly says: RegExp
}[] = [
  {
    name: 'no docker',
    env: (folder) => ({ PATH: join(folder, 'node') }),
    says: /^No image can be built here: There is no `docker` on PATH/,
  },
  {
    name: 'docker without buildx',
    env: (folder) => ({ PATH: `${folder}:${join(folder, 'node')}` }),
    says: /^No image can be built here: This `docker` has no buildx/,
  },
  {
    name: 'a daemon that does not answer',
    env: (folder) => ({ DOCKER_HOST: `unix://${folder}/nobody.sock` }),
    says: /^No image can be built here: Docker's daemon does not answer \(/,
  },
  {
    name: 'an unknown case',
    args: ['node-pnmp'],
    env: () => ({}),
    says: /^There is no case `node-pnmp`\. Did you mean `node-pnpm`\?/,
  },
  { name: 'an unknown option', args: ['--al'], env: () => ({}), says: /Unknown option '--al'/ },
]

describe('bad-input', () => {
  it.each(rows)('ends with code 2 and says why: $name', async ({ args = ['go'], env, says }) => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'docker'), oldDocker)
      await chmod(join(folder, 'docker'), 0o755)
      await mkdir(join(folder, 'node'))
      await symlink(process.execPath, join(folder, 'node', 'node'))
      const { code, stdout, stderr } = await run(args, env(folder))
      expect(stderr).toMatch(says)
      expect(stderr).not.toMatch(/^\s+at /m)
      expect(stdout).toBe('')
      expect(code).toBe(2)
    })
  })

  it('ends with code 1 and says so when the daemon dies in the middle', async (context) => {
    const real = /^unix:\/\/(.+)$/.exec(process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock')?.[1]
    if (real === undefined) context.skip('the daemon is not reached by a socket')
    await withFolder(async (folder) => {
      const daemon = await mortalDaemon(real ?? '', join(folder, 'docker.sock'), '/images/load')
      try {
        const { code, stderr } = await run(['examples/models-by-volume'], { DOCKER_HOST: daemon.host })
        if (!daemon.died()) context.skip('nothing was loaded: the base cannot be had')
        expect(stderr).toMatch(/^The engine went away during the run: Docker's daemon does not answer/m)
        expect(code).toBe(1)
      } finally {
        daemon.close()
      }
    })
  })

  it('tells a base that cannot be had from a build that fails, and leaves nothing', async () => {
    await withFolder(async (folder) => {
      const image = `gen-dockerfile-e2e-${runId}/none:none`
      await writeFile(join(folder, 'Dockerfile'), 'FROM gen-dockerfile.invalid/nobody/has-this:1.2.3\n')
      await expect(build({ context: folder, image })).rejects.toThrow(MissingBase)
      await writeFile(join(folder, 'Dockerfile'), 'FROM nobody/has-this:1.2.3\n')
      await expect(build({ context: folder, image })).rejects.toThrow(MissingBase)
      await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY nothing /\n')
      await expect(build({ context: folder, image })).rejects.toThrow(/"\/nothing": not found/)
      await writeFile(join(folder, 'Dockerfile'), 'FROM alpine:3.23\nRUN echo "what was said"; exit 3\n')
      await expect(build({ context: folder, image })).rejects.toThrow(/what was said/)
      expect(await docker(['image', 'ls', '--quiet', image])).toBe('')
    })
  })

  it('labels what it makes, so that what is left can be found', async () => {
    const id = await docker(['create', ...labelled, 'alpine:3.23', 'true']).catch(() => '')
    if (id === '') return
    expect(await docker(['ps', '--all', '--quiet', '--no-trunc', '--filter', `label=${label}=${runId}`])).toContain(id)
    await docker(['rm', '--force', id])
  })
})

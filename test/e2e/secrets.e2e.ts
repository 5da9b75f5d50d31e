import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { render, secret, ssh, stage } from '../../src/index.js'
import { withAgent } from './support/agent.js'
import { readArchive } from './support/archive.js'
import { build, imageName, MissingBase, withFolder, type Build, type BuildRequest } from './support/build.js'
import { answerOf, withContainer } from './support/container.js'
import { command } from './support/docker.js'
import { loopbackReachable } from './support/loopback.js'
import { privateNpm, privatePackage } from './support/private-npm.js'
import { generateIn } from './support/stage-app.js'

/** Builds, or skips the test where the base cannot be had. */
const built = async (context: TestContext, request: BuildRequest): Promise<Build> => {
  try {
    return await build(request)
  } catch (error) {
    if (error instanceof MissingBase) context.skip(error.message)
    throw error
  }
}

/** What of an image holds the text: layers by their paths, and the configuration. */
const leaksIn = async (archive: string, text: string): Promise<readonly string[]> => {
  const { configText, layers } = await readArchive(archive)
  return [
    ...(configText.includes(text) ? ['configuration'] : []),
    ...layers
      .flatMap((layer) => layer.entries().filter(({ content }) => content.includes(text)))
      .map(({ path }) => path),
  ]
}

const server = `const greeting = require('${privatePackage}')
const server = require('node:http').createServer((_, response) => response.end(greeting)).listen(8080)
process.once('SIGTERM', () => server.close())
`

describe('secrets', () => {
  it('installs from a private registry with a token that is in no layer', async (context) => {
    if (!(await loopbackReachable())) context.skip('the steps of this builder do not reach 127.0.0.1')
    await withFolder(async (folder) => {
      const token = `npm_${randomBytes(18).toString('hex')}`
      const registry = await privateNpm(folder, token)
      const image = imageName('secrets', 'npm')
      try {
        const app = join(folder, 'app')
        await mkdir(app)
        const dependencies = { [privatePackage]: '1.0.0' }
        const manifest = { name: 'greeter', version: '1.0.0', scripts: { start: 'node server.js' }, dependencies }
        const resolved = `http://${registry.host}/${privatePackage}/-/greeting-1.0.0.tgz`
        const locked = { version: '1.0.0', resolved, integrity: registry.integrity }
        const packages = { '': manifest, [`node_modules/${privatePackage}`]: locked }
        await writeFile(join(app, 'package.json'), JSON.stringify(manifest))
        await writeFile(join(app, 'package-lock.json'), JSON.stringify({ ...manifest, lockfileVersion: 3, packages }))
        await writeFile(join(app, 'server.js'), server)
        await writeFile(
          join(app, 'dockerfile.ts'),
          "import { nodeProdDeps } from 'gen-dockerfile'\n\nexport default nodeProdDeps({ npmrc: true, port: 8080 })\n",
        )
        await generateIn(app)
        const npmrc = (value: string): Promise<void> =>
          writeFile(
            join(folder, 'npmrc'),
            `@private:registry=http://${registry.host}/\n//${registry.host}/:_authToken=${value}\n`,
          )
        const request = { context: app, fresh: true, args: ['--secret', `id=npmrc,src=${join(folder, 'npmrc')}`] }
        await npmrc('wrong')
        await expect(built(context, request)).rejects.toThrow(/E401|401 Unauthorized|E?Unauthor/)
        await npmrc(token)
        const archive = join(folder, 'image.tar')
        await built(context, { ...request, archive, image })
        expect(registry.requests.let).toBeGreaterThan(0)
        expect(await leaksIn(archive, token)).toEqual([])
        await withContainer({ image, port: 8080 }, async (container) => {
          expect(await answerOf(container, '/', 30)).toBe('greetings from inside')
        })
      } finally {
        registry.close()
        await command('docker', ['image', 'rm', '--force', image])
      }
    })
  })

  it('gives a secret as a file and as a variable to one step alone', async (context) => {
    await withFolder(async (folder) => {
      const token = randomBytes(18).toString('hex')
      await writeFile(join(folder, 'token'), token)
      const document = stage()
        .from('alpine:3.23')
        .run('test "$(cat /run/secrets/token)" = "$TOKEN" && test "${#TOKEN}" -eq 36', {
          mounts: [secret('token'), secret('token', { env: 'TOKEN' })],
        })
        .run('test ! -s /run/secrets/token && test -z "$TOKEN"')
      await writeFile(join(folder, 'Dockerfile'), render(document))
      const archive = join(folder, 'image.tar')
      const args = ['--secret', `id=token,src=${join(folder, 'token')}`]
      await built(context, { context: folder, archive, fresh: true, args })
      expect(await leaksIn(archive, token)).toEqual([])
    })
  })

  it('reaches an agent with a key that is in no layer', async (context) => {
    await withFolder(async (folder) => {
      const done = await withAgent(folder, async ({ socket, publicKey, secret: key }) => {
        const document = stage()
          .from('golang:1.26-trixie')
          .run('ssh-add -L', { mounts: [ssh()] })
          .run('! ssh-add -L')
        await mkdir(join(folder, 'empty'))
        await writeFile(join(folder, 'empty', 'Dockerfile'), render(document))
        const archive = join(folder, 'image.tar')
        const request = { context: join(folder, 'empty'), archive, fresh: true, args: ['--ssh', `default=${socket}`] }
        const { steps } = await built(context, request)
        expect(steps.map(({ log }) => log).join('')).toContain(publicKey)
        expect(await leaksIn(archive, key)).toEqual([])
        return true
      })
      if (done === undefined) context.skip('OpenSSH is not installed')
    })
  })
})

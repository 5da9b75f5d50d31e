import { randomBytes } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { library } from '../../src/cli/library/library.js'
import { generateFleet } from '../../src/generate/fleet/generate-fleet.js'
import { imageName, missingBase, withFolder } from './support/build.js'
import { answerOf, eventually, logsOf, stateOf, withContainer } from './support/container.js'
import { command } from './support/docker.js'
import { ranOf, stepsOf, type Step } from './support/progress.js'
import { label, runId } from './support/run-id.js'
import { generateIn, root } from './support/stage-app.js'

const tag = 'bake'
const registry = imageName('', '').replace(/:$/, '')
const images = new Set<string>()
afterAll(async () => void (await command('docker', ['image', 'rm', '--force', ...images])))

/** The image of a target. */
const imageOf = (name: string): string => {
  const image = `${registry}${name}:${tag}`
  images.add(image)
  return image
}

/** Bakes the default group as a person would, with the images of this run set apart. */
const bake = async (context: TestContext, folder: string): Promise<readonly Step[]> => {
  const words = ['buildx', 'bake', '--progress=rawjson', '--load', '--set', `*.labels.${label}=${runId}`]
  const { code, stderr } = await command('docker', words, { cwd: folder, env: { REGISTRY: registry, TAG: tag } })
  if (code === 0) return stepsOf(stderr)
  const base = missingBase(stderr)
  if (base !== undefined) context.skip(base.message)
  const failed = stepsOf(stderr).filter(({ error }) => error !== '')
  const said = failed.map(({ name, log, error }) => `${name}\n${log || error}`).join('\n')
  throw new Error(`baking failed: ${said || stderr.slice(-2000)}`)
}

describe('bake', () => {
  it('builds every service of a repository in four languages', async (context) => {
    await withFolder(async (folder) => {
      await cp(join(root, 'examples/polyglot-monorepo'), folder, { recursive: true })
      const services = {
        orders: /^[\da-f-]{36}\n$/,
        recommend: /^milk\n$/,
        stock: /^100 left\n$/,
        web: /^tea: €2\.50\n$/,
      }
      const ports: Readonly<Record<string, number>> = { orders: 8080, recommend: 8000, stock: 8080, web: 3000 }
      const all = Object.keys(services).map((name) => [name, imageOf(`shop/${name}`)] as const)
      await bake(context, folder)
      for (const [name, image] of all) {
        // One after the other: where the network has no bridge, two of them would have the same port.
        await withContainer({ image, port: ports[name] ?? 0 }, async (container) => {
          expect(await answerOf(container, '/', 60)).toMatch(services[name as keyof typeof services])
        })
      }
      const server = await readFile(join(folder, 'services/web/server.js'), 'utf8')
      // No earlier run has sold it: the builder keeps what it made of the same files.
      const good = randomBytes(6).toString('hex')
      await writeFile(join(folder, 'services/web/server.js'), server.replace('tea:', `${good}:`))
      const again = ranOf(await bake(context, folder))
      expect(again.filter((name) => name.includes('services/web/server.js'))).toHaveLength(1)
      expect(again.filter((name) => !name.startsWith('[web '))).toEqual([])
      expect(again.filter((name) => name.includes(' RUN '))).toEqual([])
      await withContainer({ image: imageOf('shop/web'), port: 3000 }, async (container) => {
        expect(await answerOf(container, '/', 60)).toBe(`${good}: €2.50\n`)
      })
    })
  })

  it('builds what two services have in common once, and the last stage of each although a compose.yaml names another', async (context) => {
    await withFolder(async (folder) => {
      const files = {
        'base.ts': `import { secret, stage } from 'gen-dockerfile'

export const base = stage('base')
  .from('debian:trixie-slim')
  .workdir('/opt/tools')
  .env({ GREETING: 'hello' })
  .run('test "$(cat /run/secrets/token)" = open && cat /proc/sys/kernel/random/uuid > made', { mounts: [secret('token')] })
`,
        ...Object.fromEntries(
          ['one', 'two'].map((name) => [
            `services/${name}/dockerfile.ts`,
            `import { dockerfile, stage } from 'gen-dockerfile'
import { base } from '../../base.ts'

const made = stage('made').from(base).copy('text', './').run('echo "$GREETING $(cat text)" > greeting')
const dev = stage('dev').from(made).user(1000).cmd(['echo', 'this is for development'])
const last = stage().from(base).copyFrom(made, '/opt/tools/greeting', './').user(1000).cmd(['cat', 'made', 'greeting'])
export default dockerfile({ targets: [dev, last] })
`,
          ]),
        ),
        'services/one/text': 'one',
        'services/two/text': 'two',
        token: 'open',
        'gen-dockerfile.yaml':
          'services:\n  services/*: {}\nbake:\n  secrets: { token: { file: token } }\ncompose:\n  secrets: { token: { file: token } }\n',
      }
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, file)), { recursive: true })
        await writeFile(join(folder, file), text)
      }
      await generateIn(folder)
      for (const kind of ['bake', 'compose'] as const) {
        const { failures } = await generateFleet(kind, { cwd: folder, paths: [], mode: 'write', force: false, library })
        expect(failures).toEqual([])
      }
      const two = ['one', 'two'].map(imageOf)
      const steps = await bake(context, folder)
      expect(steps.filter(({ name }) => name.includes('/proc/sys/kernel/random/uuid'))).toHaveLength(1)
      const printed: string[] = []
      for (const image of two) {
        await withContainer({ image }, async (container) => {
          await eventually(container, 30, 'it has not ended', async () =>
            (await stateOf(container.id)).Running ? undefined : true,
          )
          printed.push(await logsOf(container.id))
        })
      }
      const [first = '', second = ''] = printed.map((text) => text.split('\n'))
      expect([first[1], second[1]]).toEqual(['hello one', 'hello two'])
      expect(first[0]).toMatch(/^[\da-f-]{36}$/)
      expect(second[0]).toBe(first[0])
    })
  })
})

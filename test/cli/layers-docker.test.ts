import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file } from '../layers/waste-cases.js'
import { archiveOf, dockerImage } from '../support/saved-image.js'
import { useCli } from './support/cli.js'

const answers = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 }).status === 0
if (!answers) console.warn('skipped: no Docker daemon answers, whose images `layers` could be asked about')

const name = `gen-dockerfile-layers-test-${process.pid}:1`

/** What docker needs to find its daemon. */
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([key, value]) =>
    key.startsWith('DOCKER_') && value !== undefined ? [[key, value]] : [],
  ),
)

describe.skipIf(!answers)('layers of an image that Docker has', () => {
  const cli = useCli()
  beforeAll(() => {
    const image = dockerImage({
      layers: [[file('a', 3000), file('b', 500)], [file('a', 2000)], [{ name: '.wh.b' }]],
      history: ['ADD base / # buildkit', 'COPY a / # buildkit', 'RUN rm /b # buildkit'],
      names: [name],
    })
    execFileSync('docker', ['image', 'load', '--quiet'], { input: archiveOf(image) })
  })
  afterAll(() => {
    if (answers) execFileSync('docker', ['image', 'rm', '--force', name])
  })

  it('agrees with docker history', async () => {
    const { code, stdout } = await cli.repository({}).run(['layers', name, '--format', 'json'], { env })
    const report: {
      readonly layers: readonly { readonly bytes: number; readonly instruction: string }[]
      readonly wastedBytes: number
    } = JSON.parse(stdout)
    const history = execFileSync('docker', ['history', '--human=false', '--format', '{{.Size}}', name], {
      encoding: 'utf8',
    })
    expect(code).toBe(0)
    expect(report.layers.map(({ bytes }) => String(bytes)).reverse()).toEqual(history.trim().split('\n'))
    expect(report.layers.map(({ instruction }) => instruction)).toEqual(['ADD base /', 'COPY a /', 'RUN rm /b'])
    expect(report.wastedBytes).toBe(5500)
  })

  it('says what Docker does not have', async () => {
    const { code, stderr } = await cli.repository({}).run(['layers', 'gen-dockerfile-nobody/has-this:1'], { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/\[no-such-image\]\n/)
  })

  it('says that the daemon cannot be reached', async () => {
    const { code, stderr } = await cli
      .repository({})
      .run(['layers', name], { env: { ...env, DOCKER_HOST: 'unix:///nonexistent/docker.sock' } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/\[docker-not-running\]\n/)
  })
})

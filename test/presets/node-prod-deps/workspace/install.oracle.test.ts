import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { flagValue } from '../../../../src/model/flag.js'
import { answerOf, generated, installedIn, outputOf, replay, type Generated } from './replay.js'
import { programsOf, versionIn } from './tools.js'
import { repositoryOf, variants } from './variants.js'

/** What the scripts of this machine need beside the manager. */
const node = programsOf('node', '24')
const npm = programsOf('npm', '11')

if (variants.left.length > 0) {
  const titles = variants.left.map(({ title }) => title).join(', ')
  console.warn(`skipped: ${titles}: GEN_DOCKERFILE_ALL=1 runs them, too`)
  describe.skip(`${titles} (GEN_DOCKERFILE_ALL=1)`, () => {})
}

describe.each(variants.run)('$title', (variant) => {
  const found = programsOf(variant.package, variant.range)
  if (found === undefined || node === undefined || npm === undefined) {
    it.skip(`needs ${variant.package}@${variant.range} node@24 and npm@11, which no registry gives`)
    return
  }
  const path = `${found}:${node}:${npm}:/usr/bin:/bin`
  let folder = ''
  const files = new Map<string, Generated>()
  beforeAll(async () => {
    folder = repositoryOf(variant, versionIn(found, variant.program), path)
    for (const service of ['api', 'worker']) files.set(service, await generated(folder, `services/${service}`))
  }, 120_000)
  const of = (service: string): Generated => {
    const file = files.get(service)
    if (file === undefined) throw new Error(`${service} was not generated`)
    return file
  }

  it('installs, builds and answers with what the Dockerfile copies', async () => {
    const api = of('api')
    const machine = replay(api, path).stage('runtime')
    expect(await answerOf(api, 'runtime', machine, path, '/?name=tea&cents=100')).toBe('{"cents":119}')
    const app = join(machine.root, 'app')
    expect(readdirSync(join(app, 'services'))).toEqual(['api'])
    expect(readdirSync(join(app, 'packages'))).toEqual(['log', 'prices'])
    expect(existsSync(join(app, 'services/api/src'))).toBe(false)
    const installed = installedIn(machine)
    expect(installed).not.toContain('typescript')
    expect(installed).not.toContain('croner')
    expect(installed).not.toContain('@shop/worker')
  }, 300_000)

  it('runs another service without the packages that it does not need', async () => {
    const worker = of('worker')
    const machine = replay(worker, path).stage('runtime')
    expect(await outputOf(worker, 'runtime', machine, path, { SCHEDULE: '* * * * * *' })).toContain('counted the stock')
    const app = join(machine.root, 'app')
    expect(readdirSync(join(app, 'packages'))).toEqual(['log'])
    expect(installedIn(machine)).not.toContain('zod')
  }, 300_000)

  it('needs everything that it copies before the install', async () => {
    const worker = of('worker')
    const whole = installedIn(replay(worker, path).stage('deps'))
    const outcome = (absent: string): 'fails' | 'is incomplete' | 'goes unnoticed' => {
      try {
        const installed = installedIn(replay(worker, path, absent).stage('deps'))
        return installed.join() === whole.join() ? 'goes unnoticed' : 'is incomplete'
      } catch {
        return 'fails'
      }
    }
    const deps = worker.document.stages.find(({ from }) => from.as === 'deps')?.instructions ?? []
    const copied = deps.flatMap((each) =>
      each.kind === 'copy' && flagValue(each, 'from') === undefined ? each.words.slice(0, -1) : [],
    )
    const outcomes = copied.map((file) => [file, outcome(file)])
    expect(outcomes.filter(([, result]) => result === 'goes unnoticed')).toEqual(
      (variant.unnoticed ?? []).map((file) => [file, 'goes unnoticed']),
    )
  }, 600_000)
})

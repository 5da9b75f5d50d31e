import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { library } from '../../../src/cli/library/library.js'
import { generateFleet } from '../../../src/generate/fleet/generate-fleet.js'
import { goService, useServices } from '../services/support.js'

const page = readFileSync('docs/building-many.md', 'utf8')

const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '')

const settings = blocksOf('yaml').filter((text) => /^(?:bake|compose):/m.test(text))

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string
        readonly outputs?: Readonly<Record<string, string>>
        readonly steps: readonly { readonly id?: string; readonly uses?: string; readonly run?: string }[]
      }
    >
  >
}

const workflows = blocksOf('yaml')
  .filter((text) => /^jobs:/m.test(text))
  .map((text) => parse(text) as Workflow)
const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs).map((job) => ({ job, workflow })))

/** Every command that the page shows, with what belongs to GitHub taken out. */
const scripts = [
  ...blocksOf('sh'),
  ...jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? [])),
  ...blocksOf('yaml')
    .filter((text) => /^\w+:\n {2}image:/m.test(text))
    .flatMap((text) => Object.values(parse(text) as Record<string, { readonly script: readonly string[] }>))
    .flatMap(({ script }) => script.join('\n')),
]

describe('docs/building-many.md', () => {
  it('has blocks of each kind', () => {
    expect(settings).toHaveLength(2)
    expect(workflows).toHaveLength(2)
    expect(blocksOf('json')).toHaveLength(2)
    expect(scripts.length).toBeGreaterThan(5)
  })

  it.each(blocksOf('yaml'))('shows YAML: %j', (text) => {
    expect(parseAllDocuments(text).flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
  })

  it.each(blocksOf('json'))('shows JSON: %j', (text) => {
    expect(JSON.parse(text)).toBeTypeOf('object')
  })

  it.each(scripts)('shows a script that a shell can read: %j', (script) => {
    expect(spawnSync('sh', ['-n', '-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  it('puts nothing that others may choose into a script', () => {
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it('names jobs, steps and outputs that there are', () => {
    for (const { job, workflow } of jobs) {
      const ids = job.steps.flatMap(({ id }) => id ?? [])
      const outputs = Object.values(job.outputs ?? {}).map((text) =>
        /steps\.(\w+)\.outputs\.(\w+)/.exec(text)?.slice(1),
      )
      for (const [step = '', output = ''] of outputs.map((each) => each ?? [])) {
        expect(ids).toContain(step)
        expect(job.steps.find(({ id }) => id === step)?.run).toContain(`"${output}=`)
      }
      const wanted = [...JSON.stringify(job).matchAll(/needs\.(\w+)\.outputs\.(\w+)/g)]
      for (const [, needed = '', output = ''] of wanted) {
        expect(job.needs).toBe(needed)
        expect(Object.keys(workflow.jobs[needed]?.outputs ?? {})).toContain(output)
      }
    }
  })
})

describe('the settings in docs/building-many.md', () => {
  const repository = useServices()

  it.each(['bake', 'compose'] as const)('are accepted: %s', async (kind) => {
    const services = ['api', 'web', 'guess', 'site-a'].map((name, index) => goService(`services/${name}`, 8080 + index))
    const { path, read } = repository({
      ...Object.assign({}, ...services),
      'gen-dockerfile.yaml': `services:\n  services/*: {}\n${settings.join('')}`,
    })
    const { failures, results } = await generateFleet(kind, {
      cwd: path,
      paths: [],
      mode: 'write',
      force: false,
      library,
    })
    expect(failures).toEqual([])
    const [{ output = '' } = {}] = results
    const parts = {
      bake: ['shop/api:${TAG}', 'platforms', 'mode=max', 'target "web-debug"', 'targets = ["site-a", "web"]'],
      compose: ['./cache:/cache', 'target: dev'],
    }
    for (const part of parts[kind]) expect(read(output)).toContain(part)
  })
})

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

const page = readFileSync('docs/monorepos.md', 'utf8')

const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '')

interface GitlabJob {
  readonly script?: readonly string[]
  readonly artifacts?: { readonly paths: readonly string[] }
  readonly trigger?: { readonly include: readonly { readonly artifact: string; readonly job: string }[] }
}

const gitlab = (): Readonly<Record<string, GitlabJob>> => {
  const text = blocksOf('yaml').find((block) => block.includes('trigger:')) ?? ''
  return parse(text) as Readonly<Record<string, GitlabJob>>
}

describe('docs/monorepos.md', () => {
  it.each(blocksOf('yaml'))('shows YAML: %j', (text) => {
    expect(parseAllDocuments(text).flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
  })

  it.each(blocksOf('json'))('shows JSON: %j', (text) => {
    expect(JSON.parse(text)).toBeTypeOf('object')
  })

  it('shows a child pipeline of GitLab that a job starts', () => {
    const jobs = gitlab()
    const included = Object.values(jobs).flatMap(({ trigger }) => trigger?.include ?? [])
    expect(included).toHaveLength(1)
    for (const { artifact, job } of included) expect(jobs[job]?.artifacts?.paths).toContain(artifact)
  })

  it('puts nothing that others may choose into a script of GitHub', () => {
    expect(page.match(/^\s*(?:- )?run: .*\$\{\{/m)).toBeNull()
    expect(page).toContain('FILE: ${{ matrix.service.output }}')
  })

  it('shows scripts that a shell can read', () => {
    const scripts = Object.values(gitlab()).flatMap(({ script }) => script ?? [])
    expect(scripts.length).toBeGreaterThan(1)
    for (const input of scripts) expect(spawnSync('sh', ['-n'], { input }).status).toBe(0)
  })
})

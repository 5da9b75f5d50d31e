import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { snippet, type SnippetKind } from '../../src/scaffold/snippets.js'

const paths = ['.', 'services/api', 'a b', "it's", 'a: b', 'a #b', '$(x)']

const scriptIn: Readonly<Record<SnippetKind, (text: string) => unknown>> = {
  github: (text) => parse(text).jobs.check.steps.at(-1).run,
  gitlab: (text) => parse(text).dockerfile.script[0],
  'pre-commit': (text) => text.replace(/^exec /m, ''),
}

const kinds = Object.keys(scriptIn) as SnippetKind[]

describe.each(kinds)('the snippet for %s', (kind) => {
  it.each(paths)('checks `%s` with this version', (path) => {
    const script = scriptIn[kind](snippet(kind, { version: '1.2.3', path }))
    const shell = `npx() { printf '%s\\n' "$@"; }; ${String(script)}`
    const { stdout } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' })
    expect(stdout.trimEnd().split('\n')).toEqual([
      '--yes',
      'gen-dockerfile@1.2.3',
      '--check',
      ...(path === '.' ? [] : [path]),
    ])
  })
})

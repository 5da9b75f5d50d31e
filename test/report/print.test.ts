import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-print-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script with tsx in another folder than its own. */
const run = (script: string, files: Readonly<Record<string, string>> = {}) => {
  const text = `import { dockerfile, goDistroless, print, stage } from '${join(root, 'src', 'index.ts')}'\n${script}\n`
  for (const [name, content] of Object.entries({ ...files, 'dockerfile.mts': text })) {
    writeFileSync(join(folder, name), content)
  }
  const { stdout, stderr } = spawnSync(process.execPath, [tsx, join(folder, 'dockerfile.mts')], { encoding: 'utf8' })
  return { stdout, stderr }
}

const text = '# syntax=docker/dockerfile:1\n\nFROM scratch\nCMD ["/a"]\n'

it('prints a stage', () => {
  expect(run("await print(stage().from('scratch').cmd(['/a']))")).toEqual({ stdout: text, stderr: '' })
})

it('prints several below their names', () => {
  const { stdout } = run(
    "const a = stage().from('scratch').cmd(['/a'])\nawait print({ a, b: dockerfile({ targets: [a], file: 'B' }) })",
  )
  expect(stdout).toBe(`# ==> a.Dockerfile\n${text}\n# ==> B\n${text}`)
})

it('reads the facts for a preset beside the script', () => {
  const { stdout, stderr } = run('await print(goDistroless())', {
    'go.mod': 'module example.com/app\n\ngo 1.26\n',
    'main.go': 'package main\n\nfunc main() {}\n',
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('FROM --platform=$BUILDPLATFORM golang:1.26')
})

it('prints nothing by itself', () => {
  expect(run('')).toEqual({ stdout: '', stderr: '' })
})

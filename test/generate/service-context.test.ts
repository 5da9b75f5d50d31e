import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { defaultContext } from '../../src/generate/service-context.js'
import { createFactsReader } from '../../src/project/facts-reader.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['its own folder', { 'apps/api/dockerfile.ts': '' }, 'apps/api'],
  ['its own folder below a package', { 'package.json': '{}', 'apps/api/package.json': '{}' }, 'apps/api'],
  ['the workspace', { 'package.json': '{"workspaces":["apps/*"]}', 'apps/api/package.json': '{}' }, ''],
  [
    'no workspace of others',
    { 'package.json': '{"workspaces":["libs/*"]}', 'apps/api/package.json': '{}' },
    'apps/api',
  ],
  [
    'an inner workspace',
    { 'apps/go.work': 'go 1.26\nuse ./api\n', 'apps/go.mod': 'module x\n', 'apps/api/go.mod': 'module y\n' },
    'apps',
  ],
] as const)('is %s', async (_, files, expected) => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gen-dockerfile-context-')))
  folders.push(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  expect(relative(root, await defaultContext(join(root, 'apps/api'), root, createFactsReader(root).workspace))).toBe(
    expected,
  )
})

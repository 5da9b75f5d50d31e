import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** Makes folders with files in them, by path; they go away with the suite. A path that ends in `/` is a folder. */
export const useFolders = (): ((files: Readonly<Record<string, string>>) => string) => {
  const made: string[] = []
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true })
  })
  return (files) => {
    const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-config-'))
    made.push(folder)
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), { recursive: true })
      if (!name.endsWith('/')) writeFileSync(join(folder, name), text)
    }
    return folder
  }
}

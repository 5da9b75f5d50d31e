import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { library } from '../../../src/cli/library/library.js'
import { generate } from '../../../src/generate/generate.js'
import type { GenerateMode, SelectOptions } from '../../../src/generate/options.js'
import { planServices } from '../../../src/generate/plan-services.js'

/** Files by path; a path that ends in `/` is a folder, `{ link }` a symbolic link. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>

/** A Go module with one program. */
export const goService = (folder: string, port = 8080): Files => ({
  [`${folder}/go.mod`]: `module example.com/${folder}\n\ngo 1.26\n`,
  [`${folder}/go.sum`]: '',
  [`${folder}/main.go`]: `package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":${port}", nil)\n}\n`,
})

type Selection = Partial<Pick<SelectOptions, 'paths' | 'filter' | 'affectedBy' | 'config'>>

/** A repository in a temporary folder. */
export interface ServiceRepository {
  readonly path: string
  readonly write: (files: Files) => void
  readonly remove: (file: string) => void
  readonly read: (file: string) => string
  readonly generate: (mode?: GenerateMode, selection?: Selection, cwd?: string) => ReturnType<typeof generate>
  readonly plan: (selection?: Selection, cwd?: string) => ReturnType<typeof planServices>
}

/** Makes repositories that go away with the suite. */
export const useServices = (): ((files: Files) => ServiceRepository) => {
  const made: string[] = []
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true })
  })
  return (files) => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'gen-dockerfile-services-')))
    made.push(path)
    const write = (more: Files): void => {
      for (const [name, content] of Object.entries(more)) {
        const file = join(path, name)
        mkdirSync(name.endsWith('/') ? file : dirname(file), { recursive: true })
        if (name.endsWith('/')) continue
        if (typeof content === 'string') writeFileSync(file, content)
        else symlinkSync(content.link, file)
      }
    }
    write({ '.git/': '', ...files })
    return {
      path,
      write,
      remove: (file) => rmSync(join(path, file), { recursive: true }),
      read: (file) => readFileSync(join(path, file), 'utf8'),
      generate: (mode = 'write', selection = {}, cwd = '.') =>
        generate({ cwd: join(path, cwd), paths: [], mode, force: false, library, ...selection }),
      plan: (selection = {}, cwd = '.') => planServices({ cwd: join(path, cwd), paths: [], library, ...selection }),
    }
  }
}

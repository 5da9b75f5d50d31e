import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeGo, writeGoWork } from './go.js'
import { lines, service, type Write } from './names.js'
import { writeNode } from './node.js'
import { writeUv } from './python.js'
import { writeCargo } from './rust.js'

/** What a synthetic repository is made of. */
export interface Shape {
  readonly kind: Kind
  readonly services: number
  /** None where services stand alone: {@link hasLibraries}. */
  readonly libraries: number
  /** A `dockerfile.ts` in each service, instead of one `gen-dockerfile.yaml`. */
  readonly scripts: boolean
}

const kinds = {
  go: { preset: 'goDistroless', write: (services: number, _: number, write: Write) => writeGo(services, write) },
  'go-work': { preset: 'goDistroless', write: writeGoWork },
  pnpm: { preset: 'nodeProdDeps', write: writeNode.bind(undefined, 'pnpm') },
  npm: { preset: 'nodeProdDeps', write: writeNode.bind(undefined, 'npm') },
  yarn: { preset: 'nodeProdDeps', write: writeNode.bind(undefined, 'yarn') },
  cargo: { preset: 'rust', write: writeCargo },
  uv: { preset: 'pythonSlim', write: writeUv },
} as const

/** What holds a synthetic repository together: `go` is modules that stand alone, `yarn` the one since 2. */
export type Kind = keyof typeof kinds

/** All of them. */
export const kindNames: readonly string[] = Object.keys(kinds)

/** Whether a text is one of them. */
export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text)

/** Whether there is a workspace. */
export const hasLibraries = (kind: Kind): boolean => kind !== 'go'

/** Writes a repository; `.git` marks its root. */
export const writeRepository = (folder: string, { kind, services, libraries, scripts }: Shape): void => {
  const made = new Set<string>()
  const write: Write = (path, text) => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    if (!made.has(parent)) mkdirSync(join(folder, parent), { recursive: true })
    made.add(parent)
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, '.git'), { recursive: true })
  const { preset, write: writeKind } = kinds[kind]
  writeKind(services, libraries, write)
  if (!scripts) {
    write('gen-dockerfile.yaml', lines('services:', '  services/*: {}'))
    return
  }
  const script = lines(`import { ${preset} } from 'gen-dockerfile'`, '', `export default ${preset}()`)
  for (let index = 0; index < services; index++) write(`services/${service(index)}/dockerfile.ts`, script)
}

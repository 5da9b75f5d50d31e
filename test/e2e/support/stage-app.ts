import { randomBytes, randomInt } from 'node:crypto'
import { appendFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { library } from '../../../src/cli/library/library.js'
import { generate } from '../../../src/generate/generate.js'
import type { GenerateOptions } from '../../../src/generate/options.js'
import { builtFile } from './build.js'
import type { Case, Lockfile } from './case.js'
import { fillIndex } from './package-index.js'

/** The folder of these tests. */
export const home = dirname(dirname(fileURLToPath(import.meta.url)))

/** The repository's folder. */
export const root = dirname(dirname(home))

/** What must not get into an image; each run has its own. */
export const canary = `e2e-canary-${randomBytes(12).toString('hex')}`

/** What lies around in working copies: version control data, secrets, another service, caches. */
const litter: Readonly<Record<string, string>> = {
  '.git/config': `[remote "origin"]\n\turl = https://user:${canary}@git.example/shop\n`,
  '.git/objects/ab/cdef': canary,
  '.env': `TOKEN=${canary}\n`,
  '.env.production': `TOKEN=${canary}\n`,
  'deploy.pem': `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----\n`,
  '.idea/workspace.xml': `<token>${canary}</token>\n`,
}

const generated = /^(?:Dockerfile|dockerfile\.ts|\.dockerignore|README\.md|node_modules|target|__pycache__|\.venv)$/

const lockfiles = new Map<string, Promise<string>>()

const makeLockfile = (context: string, { name, image, tool, reads, command }: Lockfile): Promise<string> =>
  builtFile(
    [
      `FROM ${image} AS lock`,
      'WORKDIR /lock',
      ...(tool === undefined ? [] : [`COPY --from=${tool[0]} ${tool[1]} /usr/local/bin/`]),
      `COPY ${reads.join(' ')} ./`,
      `RUN ${command}`,
      'FROM scratch',
      `COPY --from=lock /lock/${name} /`,
      '',
    ].join('\n'),
    context,
    name,
  )

/** How a copy of an application differs from what is committed. */
export interface Variant {
  /** With one more dependency. */
  readonly added?: boolean
  /** With its source edited. */
  readonly edited?: boolean
  readonly builder?: GenerateOptions['builder']
  /** In the place of the preset of the case. */
  readonly preset?: string
}

/**
 * Line breaks at the end of a file that no other run puts there: whoever reads the file takes no notice of them, and the builder,
 * which keeps what it made of the same files in an earlier run, has to make it again.
 */
const unlikeEarlierRuns = '\n'.repeat(1 + randomInt(4096))

const editSource = async (folder: string, { file, find, replace }: Case['edit']): Promise<void> => {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  if (!text.includes(find)) throw new Error(`\`${file}\` does not hold \`${find}\``)
  await writeFile(path, text.replace(find, replace) + unlikeEarlierRuns)
}

const manifest = /^(?:package\.json|pyproject\.toml|Pipfile|requirements.*\.txt|go\.mod|Cargo\.toml)$/

const addDependency = async (folder: string, added: string): Promise<void> => {
  await cp(added, folder, { recursive: true })
  for (const name of await readdir(added))
    if (manifest.test(name)) await appendFile(join(folder, name), unlikeEarlierRuns)
}

/** Writes what `dockerfile.ts` in the folder says; what cannot be generated is an error. */
export const generateIn = async (folder: string, builder?: GenerateOptions['builder']): Promise<void> => {
  const options = { cwd: folder, paths: [], mode: 'write', force: false, library } as const
  const { failures, diagnostics } = await generate(builder === undefined ? options : { ...options, builder })
  const problems = [...failures, ...diagnostics.filter(({ severity }) => severity === 'error')]
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
}

/** Puts the application of a case with its lockfile, litter and generated files into the folder. */
export const stageApp = async (each: Case, folder: string, variant: Variant = {}): Promise<void> => {
  const { added = false, edited = false, builder, preset = each.preset } = variant
  await cp(join(root, each.app), folder, { recursive: true, filter: (source) => !generated.test(basename(source)) })
  if (added) await addDependency(folder, join(home, 'added', each.added))
  if (edited) await editSource(folder, each.edit)
  if (each.lock !== undefined) {
    await fillIndex(folder, each.lock.reads)
    const key = `${each.app} ${added}`
    const made = lockfiles.get(key) ?? makeLockfile(folder, each.lock)
    lockfiles.set(key, made)
    await writeFile(join(folder, each.lock.name), await made)
  }
  for (const [path, text] of Object.entries(litter)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const name = /^\w+/.exec(preset)?.[0] ?? ''
  await writeFile(
    join(folder, 'dockerfile.ts'),
    `import { ${name} } from 'gen-dockerfile'\n\nexport default ${preset}\n`,
  )
  await generateIn(folder, builder)
}

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Recipe } from './recipes.js'
import type { Row } from './rows.js'

/** Seconds of one build. */
const build = (folder: string, recipe: Recipe, id: string, args: readonly string[]): number => {
  const file = join(folder, '..', `${recipe.author}-${recipe.label.replaceAll(' ', '-')}.Dockerfile`)
  writeFileSync(file, recipe.text)
  const started = performance.now()
  const { status, stderr, error } = spawnSync(
    'docker',
    // Caches of a name of their own: what another recipe downloaded does not help this one.
    [
      'buildx',
      'build',
      '-f',
      file,
      '--build-arg',
      `BUILDKIT_CACHE_MOUNT_NS=${id}`,
      '--progress=plain',
      ...args,
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${recipe.label} does not build:\n${stderr.split('\n').slice(-25).join('\n')}`)
  return (performance.now() - started) / 1000
}

/** The times of one recipe, in seconds. */
export interface Times {
  /** Nothing cached but the base images. */
  readonly cold: number
  /** After an edit of a source file. */
  readonly afterEdit: number
  /** After a change of what declares the dependencies. */
  readonly afterDependency: number
}

/** Where a recipe is built: a copy of the application without its Dockerfiles. */
export interface Workplace {
  readonly folder: string
  readonly remove: () => void
}

/** Copies an application into a folder that the bench may edit. */
export const makeWorkplace = (source: string): Workplace => {
  const parent = mkdtempSync(join(tmpdir(), 'gen-dockerfile-images-'))
  const folder = join(parent, 'app')
  const isOfRecipe = (path: string): boolean =>
    /Dockerfile|dockerfile\.ts$|README\.md$|node_modules/.test(basename(path))
  cpSync(source, folder, { recursive: true, filter: (path) => !isOfRecipe(path) })
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) }
}

const change = (folder: string, file: string, edit: (text: string) => string): void => {
  const path = join(folder, file)
  writeFileSync(path, edit(readFileSync(path, 'utf8')))
}

/** Builds a recipe cold, after an edit, and after a change of the dependencies. The id is new in each round. */
export const measureTimes = (row: Row, { folder }: Workplace, recipe: Recipe, id: string): Times => {
  const run = (...args: readonly string[]): number => build(folder, recipe, id, ['--output', 'type=cacheonly', ...args])
  change(folder, row.edit[0], (text) => text + row.edit[1](`${id} cold`))
  const cold = run('--no-cache')
  change(folder, row.edit[0], (text) => text + row.edit[1](`${id} edited`))
  const afterEdit = run()
  const [manifest, changed] = row.dependency
  change(folder, manifest, (text) => changed(text, id))
  return { cold, afterEdit, afterDependency: run() }
}

/** The least of several rounds: other work and the network only add. */
export const leastOf = (rounds: readonly Times[]): Times | undefined => {
  if (rounds.length === 0) return undefined
  const least = (time: keyof Times): number => Math.min(...rounds.map((round) => round[time]))
  return { cold: least('cold'), afterEdit: least('afterEdit'), afterDependency: least('afterDependency') }
}

/** Builds a recipe into an OCI archive. */
export const exportImage = ({ folder }: Workplace, recipe: Recipe, id: string): string => {
  const file = join(folder, '..', `${recipe.author}.tar`)
  build(folder, recipe, id, [
    '--provenance=false',
    '--output',
    `type=oci,compression=gzip,force-compression=true,dest=${file}`,
  ])
  return file
}

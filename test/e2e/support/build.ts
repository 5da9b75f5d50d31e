import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from './docker.js'
import { stepsOf, type Step } from './progress.js'
import { folderPrefix, labelled, runId } from './run-id.js'

/** What is built, and how. */
export interface BuildRequest {
  /** The build context. */
  readonly context: string
  /** The Dockerfile, from the context; `Dockerfile` when absent. */
  readonly file?: string
  /** Absent for the last stage. */
  readonly target?: string
  /** Name of the image that is loaded; absent for none. */
  readonly image?: string
  /** Where the image is written as an OCI archive; absent for nowhere. */
  readonly archive?: string
  /** Ignores layers that were built before. */
  readonly fresh?: boolean
  /** What tells cache mounts of this build from those of others. */
  readonly mounts?: string
  /** Address of a proxy for the downloads of the build. */
  readonly proxy?: string
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** A finished build. */
export interface Build {
  readonly steps: readonly Step[]
  /** Name of the loaded image. */
  readonly image: string
}

/** A base that cannot be had here: a reason not to run a test, not a reason to fail. */
export class MissingBase extends Error {}

/** The moment that all files are stamped with. */
const epoch = '1700000000'

// What BuildKit says of an image that the registry does not have or that it may not read, and of one it cannot reach.
const missing =
  /(?:docker-image:\/\/\S+: |failed to resolve source metadata for )?([\w./-]+:[\w.-]+|[\w./-]+@sha256:\w+): (?:failed to resolve source metadata .*: )?(?:not found|failed to do request|pull access denied|failed to authorize)/

/** The base that a failed build could not have, by what it said. */
export const missingBase = (stderr: string): MissingBase | undefined => {
  const base = missing.exec(errorOf(stderr))
  return base === null ? undefined : new MissingBase(`the base \`${base[1]}\` cannot be had`)
}

const errorOf = (stderr: string): string => {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))
  return lines.slice(-8).join('\n')
}

/** The name of an image of this run. */
export const imageName = (name: string, target: string): string => `gen-dockerfile-e2e-${runId}/${name}:${target}`

/**
 * Builds with the layers stamped alike, and reads the builder's own records.
 *
 * @throws MissingBase where a base cannot be had
 */
export const build = async (request: BuildRequest): Promise<Build> => {
  const { context, file = 'Dockerfile', target, image, archive, fresh, mounts, proxy, args = [], env } = request
  const outputs = [
    ...(image === undefined ? [] : [`type=docker,name=${image},rewrite-timestamp=true`]),
    ...(archive === undefined ? [] : [`type=oci,dest=${archive},rewrite-timestamp=true`]),
  ]
  const words = [
    ...['buildx', 'build', '--progress=rawjson', '--provenance=false', ...labelled],
    ...['--file', join(context, file), '--build-arg', `SOURCE_DATE_EPOCH=${epoch}`],
    ...(target === undefined ? [] : ['--target', target]),
    ...(fresh === true ? ['--no-cache'] : []),
    ...(mounts === undefined ? [] : ['--build-arg', `BUILDKIT_CACHE_MOUNT_NS=${mounts}`]),
    ...(proxy === undefined
      ? []
      : ['HTTPS_PROXY', 'https_proxy'].flatMap((name) => ['--build-arg', `${name}=${proxy}`])),
    ...(outputs.length === 0 ? ['--output', 'type=cacheonly'] : outputs.flatMap((output) => ['--output', output])),
    ...args,
    context,
  ]
  const { code, stderr } = await command('docker', words, { ...(env === undefined ? {} : { env }) })
  const steps = stepsOf(stderr)
  if (code === 0) return { steps, image: image ?? '' }
  const base = missingBase(stderr)
  if (base !== undefined) throw base
  const failed = steps.find(({ error }) => error !== '')
  const said =
    failed === undefined
      ? errorOf(stderr)
      : `${failed.name}\n${(failed.log || failed.error).split('\n').slice(-25).join('\n')}`
  throw new Error(`the build${target === undefined ? '' : ` of \`${target}\``} failed: ${said}`)
}

/** What `docker buildx build --check` warns of; empty when it is silent. */
export const checkBuild = async ({
  context,
  file = 'Dockerfile',
  target,
  args = [],
}: BuildRequest): Promise<string> => {
  const { code, stdout, stderr } = await command('docker', [
    ...['buildx', 'build', '--check', '--progress=none', '--file', join(context, file)],
    ...(target === undefined ? [] : ['--target', target]),
    ...args,
    context,
  ])
  return code === 0 && /no warnings found/.test(stdout + stderr) ? '' : `${stdout}${stderr}`.trim()
}

/** A folder of its own for `action`, removed afterwards. */
export const withFolder = async <Result>(action: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(folderPrefix)
  try {
    return await action(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The text of a file that a build writes to `/` of its last stage. */
export const builtFile = (dockerfile: string, context: string, name: string): Promise<string> =>
  withFolder(async (folder) => {
    const words = ['buildx', 'build', '--file', '-', '--output', `type=local,dest=${folder}`, context]
    const { code, stderr } = await command('docker', words, { input: dockerfile })
    if (code === 0) return readFile(join(folder, name), 'utf8')
    const base = missingBase(stderr)
    if (base !== undefined) throw base
    throw new Error(`\`${name}\` could not be made: ${errorOf(stderr)}`)
  })

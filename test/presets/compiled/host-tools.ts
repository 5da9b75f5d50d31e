import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'

const answer = (program: string, ...args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** A suite that needs a compiler of this machine; where it is missing it is skipped with one visible line. */
const describeWith = (
  program: string,
  environment: NodeJS.ProcessEnv | undefined,
  suite: (environment: NodeJS.ProcessEnv) => void,
): void => {
  const title = `with \`${program}\``
  if (environment === undefined) {
    console.warn(`skipped: builds ${title}, which is not installed here`)
    describe.skip(title, () => {})
  } else describe(title, () => suite(environment))
}

const goEnvironment = (): NodeJS.ProcessEnv | undefined => {
  const [cache, proxy, goarch] = (answer('go', 'env', 'GOMODCACHE', 'GOPROXY', 'GOARCH') ?? '').split('\n')
  if (cache === undefined || cache === '') return undefined
  return {
    ...process.env,
    // Modules of this machine first; into an empty cache, so that nothing is taken for verified.
    GOPROXY: `file://${cache}/cache/download,${proxy ?? 'off'}`,
    GOMODCACHE: mkdtempSync(join(tmpdir(), 'go-modules-')),
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    // Only go.sum may vouch for a module.
    GOSUMDB: 'sum.golang.org https://127.0.0.1:9',
    TARGETOS: 'linux',
    TARGETARCH: goarch ?? 'amd64',
  }
}

/** Tests that compile with `go`. */
export const describeWithGo = (suite: (environment: NodeJS.ProcessEnv) => void): void =>
  describeWith('go', goEnvironment(), suite)

/** Tests that compile with `cargo`; crates of a registry are fetched where this machine does not have them. */
export const describeWithCargo = (suite: (environment: NodeJS.ProcessEnv) => void): void => {
  const { RUSTFLAGS: _, CARGO_TARGET_DIR: __, ...rest } = process.env
  describeWith('cargo', answer('cargo', '--version') === undefined ? undefined : rest, suite)
}

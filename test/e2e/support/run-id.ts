import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The label of all that a run makes; its value is the run. */
export const label = 'gen-dockerfile.e2e'

/** What tells this run from others on the same machine. */
export const runId: string = (process.env['GEN_DOCKERFILE_E2E_RUN'] ??= randomBytes(4).toString('hex'))

/** The option that labels a container or an image of this run. */
export const labelled: readonly string[] = ['--label', `${label}=${runId}`]

/** The name that the cache mounts of a case go by, so that each run begins without downloads. */
export const mountsOf = (name: string): string => `gen-dockerfile-e2e-${runId}-${name}`

/** What the temporary folders of this run begin with. */
export const folderPrefix: string = join(tmpdir(), `gen-dockerfile-e2e-${runId}-`)

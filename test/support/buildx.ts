import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** A suite that needs `docker buildx` on PATH, but no daemon. Where it is missing, one visible line says so. */
export const describeWithBuildx = (title: string, fn: () => void): void => {
  const { status } = spawnSync('docker', ['buildx', 'version'])
  if (status === 0) return void describe(title, fn)
  console.warn(`skipped: ${title}: there is no \`docker buildx\` on PATH`)
  describe.skip(title, () => {})
}

import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** A suite that needs a plugin of `docker` on PATH, but no daemon. Where it is missing, one visible line says so. */
const describeWithPlugin =
  (plugin: string) =>
  (title: string, fn: () => void): void => {
    const { status } = spawnSync('docker', [plugin, 'version'])
    if (status === 0) return void describe(title, fn)
    console.warn(`skipped: ${title}: there is no \`docker ${plugin}\` on PATH`)
    describe.skip(title, () => {})
  }

/** A suite that needs `docker buildx` on PATH, but no daemon. */
export const describeWithBuildx = describeWithPlugin('buildx')

/** A suite that needs `docker compose` on PATH, but no daemon. */
export const describeWithCompose = describeWithPlugin('compose')

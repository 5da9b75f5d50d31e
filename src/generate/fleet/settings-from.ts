import { posix } from 'node:path'
import type { BakeConfig } from '../../config/bake-schema.js'
import type { ComposeConfig } from '../../config/compose-schema.js'

type Secrets = NonNullable<BakeConfig['secrets']>

const rebased = (way: string, path: string): string => (posix.isAbsolute(path) ? path : posix.join(way, path))

const secretsFrom = (way: string, secrets: Secrets): Secrets =>
  Object.fromEntries(
    Object.entries(secrets).map(([id, from]) => [id, 'env' in from ? from : { file: rebased(way, from.file) }]),
  )

/** `./data:/data`: what is before the colon is a path where it begins with a dot. */
const volumeFrom = (way: string, volume: string): string =>
  /^\.{1,2}\//.test(volume) ? `./${posix.join(way, volume)}`.replace(/^\.\/(?=\.\.\/)/, '') : volume

const withSecrets = <Settings extends { readonly secrets?: Secrets | undefined }>(way: string, settings: Settings) =>
  settings.secrets === undefined ? settings : { ...settings, secrets: secretsFrom(way, settings.secrets) }

/** Settings of `docker-bake.hcl` whose paths are relative to the configuration, with paths relative to another folder. */
export const bakeSettingsFrom = (way: string, settings: BakeConfig): BakeConfig => withSecrets(way, settings)

/** Settings of `compose.yaml` whose paths are relative to the configuration, with paths relative to another folder. */
export const composeSettingsFrom = (way: string, settings: ComposeConfig): ComposeConfig => {
  const { volumes } = settings
  const moved = withSecrets(way, settings)
  if (volumes === undefined) return moved
  const entries = Object.entries(volumes).map(
    ([name, each]) => [name, each.map((one) => volumeFrom(way, one))] as const,
  )
  return { ...moved, volumes: Object.fromEntries(entries) }
}

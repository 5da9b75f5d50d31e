import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { realPath } from '../disk/real-path.js'
import { readConfig } from '../config/read-config.js'
import { configText } from '../config/config-text.js'
import type { Config } from '../config/config.js'
import { foldersOf, isGlob } from '../generate/folder-glob.js'
import { writeAtomically } from '../generate/write.js'
import { type FoundFolder, isService, passedOverBeside } from './find-services.js'
import { newConfigText, serviceLines, withServices } from './services-text.js'
import type { WrittenFile } from './write-draft.js'

const configName = 'gen-dockerfile.yaml'

/** The configuration of a folder itself. */
export const presentConfig = (folder: string): Config | undefined => {
  const name = [configName, 'gen-dockerfile.yml'].find((each) => existsSync(join(folder, each)))
  return name === undefined ? undefined : readConfig(join(folder, name), name)
}

/** The folders that a configuration says something about, also that they are no services. */
const mentioned = (folder: string, { services = [] }: Config): ReadonlySet<string> =>
  new Set(services.flatMap(({ key }) => (isGlob(key) ? foldersOf(folder, key) : [key.replace(/^\.\/|\/+$/g, '')])))

/** Services that a configuration does not mention. */
export const missingServices = (
  folder: string,
  found: readonly FoundFolder[],
  config: Config | undefined,
): readonly FoundFolder[] => {
  const known = config === undefined ? new Set<string>() : mentioned(folder, config)
  return found.filter((each) => isService(each) && !known.has(each.dir))
}

/**
 * Writes the services of a repository into its `gen-dockerfile.yaml`: into a new one with globs where they fit, else those that
 * are missing behind those that are there.
 *
 * @throws GenDockerfileError `cannot-write`, `invalid-config`
 */
export const writeServices = (
  folder: string,
  chosen: readonly FoundFolder[],
  found: readonly FoundFolder[],
  config: Config | undefined,
): WrittenFile => {
  if (config === undefined) {
    const picked = new Set(chosen)
    const file = join(folder, configName)
    // What was not chosen is kept out of the globs.
    const named = found.map((each) => (picked.has(each) ? each : { dir: each.dir }))
    const lines = serviceLines([...named, ...passedOverBeside(folder, found)])
    writeAtomically(realPath(file), newConfigText(lines), configName)
    return { file: configName, status: 'created' }
  }
  const name = config.file.slice(folder.length + 1)
  if (chosen.length === 0) return { file: name, status: 'unchanged' }
  const text = withServices(
    configText(config.file, name),
    chosen.map(({ dir }) => ({ key: dir, value: null })),
  )
  writeAtomically(realPath(config.file), text, name)
  return { file: name, status: 'updated' }
}

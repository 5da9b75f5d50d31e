import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtFile, MissingBase } from './build.js'
import type { Case } from './case.js'
import { command } from './docker.js'

/**
 * The options that put a program from npm in the place of an image that the registry here does not have; none where it
 * does, or where nothing is to be replaced.
 */
export const programContext = async (program: Case['program'], folder: string): Promise<readonly string[]> => {
  if (program === undefined) return []
  const { image, package: name, path } = program
  try {
    await builtFile(`FROM scratch\nCOPY --from=${image} ${path} /found\n`, folder, 'found')
    return []
  } catch (error) {
    if (!(error instanceof MissingBase)) throw error
  }
  const packed = join(folder, 'program')
  const destination = join(packed, 'root', path, '..')
  await mkdir(destination, { recursive: true })
  await writeFile(join(packed, 'package.json'), '{ "private": true }\n')
  const { code, stderr } = await command('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', name], {
    cwd: packed,
  })
  if (code !== 0)
    throw new MissingBase(`\`${image}\` is not in the registry, and npm does not give \`${name}\`: ${stderr}`)
  const [directory = ''] = name.split(/(?<=.)@/)
  await command('cp', [join(packed, 'node_modules', directory, 'bin', path.split('/').at(-1) ?? ''), destination])
  return ['--build-context', `${image}=${join(packed, 'root')}`]
}

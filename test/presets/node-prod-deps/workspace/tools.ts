import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Programs of an npm package, installed into the user's cache folder when they are wanted for the first time: the folder to put
 * into PATH, or `undefined` where no registry can be reached.
 */
export const programsOf = (name: string, range: string): string | undefined => {
  const home = join(homedir(), '.cache', 'gen-dockerfile-tools', `${name.replaceAll('/', '-')}-${range}`)
  const folder = join(home, 'node_modules', '.bin')
  if (!existsSync(folder)) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{}')
    spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `${name}@${range}`], { cwd: home })
  }
  return existsSync(folder) ? folder : undefined
}

/** The exact version of such a package. */
export const versionIn = (folder: string, program: string): string =>
  spawnSync(join(folder, program), ['--version'], { cwd: folder, encoding: 'utf8' }).stdout.trim()

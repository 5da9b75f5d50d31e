/** Builds the package into `dist/`: the library with plain tsc, the command line as one bundle with lazy chunks. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleCli } from './build/bundle-cli.js'
import { licenseText } from './build/licenses.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

const compileLibrary = (): void => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

rmSync(dist, { recursive: true, force: true })
compileLibrary()
const cli = join(dist, 'cli')
const { files, inputs } = await bundleCli(root, cli)
mkdirSync(cli, { recursive: true })
for (const { path, text } of files) writeFileSync(path, text)
writeFileSync(join(cli, 'THIRD-PARTY-LICENSES'), licenseText(root, inputs))
chmodSync(join(cli, 'main.js'), 0o755)

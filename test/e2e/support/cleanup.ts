import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { command } from './docker.js'
import { folderPrefix, label, mountsOf, runId } from './run-id.js'

const lines = (text: string): readonly string[] => [...new Set(text.split('\n').filter((line) => line !== ''))]

const listed = async (args: readonly string[]): Promise<readonly string[]> =>
  lines((await command('docker', args)).stdout)

/** Removes what a run has left, by id: containers, images, folders, and the downloads that its builds kept. Gives what there was. */
export const removeLeftovers = async (): Promise<readonly string[]> => {
  const filter = ['--filter', `label=${label}=${runId}`]
  const containers = await listed(['ps', '--all', '--quiet', '--no-trunc', ...filter])
  if (containers.length > 0) await command('docker', ['rm', '--force', '--volumes', ...containers])
  const images = await listed(['image', 'ls', '--all', '--quiet', '--no-trunc', ...filter])
  if (images.length > 0) await command('docker', ['image', 'rm', '--force', ...images])
  const folder = dirname(folderPrefix)
  const names = (await readdir(folder)).filter((name) => name.startsWith(basename(folderPrefix)))
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true })
  const mounts = mountsOf('').replace(/-$/, '')
  await command('docker', ['buildx', 'prune', '--force', '--filter', `description~=${mounts}`], { timeout: 300_000 })
  return [...containers.map((id) => `container ${id.slice(0, 12)}`), ...images.map((id) => `image ${id.slice(7, 19)}`)]
}

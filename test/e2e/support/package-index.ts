import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command, docker } from './docker.js'

/** A page of a registry that names the files of a package. */
export type IndexPage = { readonly registry: 'npm' | 'python'; readonly package: string }

let python: Promise<string> | undefined

/** The address of the package index, as pip knows it: files that name it are not committed. */
export const pythonIndex = (): Promise<string> =>
  (python ??= docker([
    ...['run', '--rm', '--entrypoint', 'python', 'python:3.13-slim-trixie', '-c'],
    'from pip._internal.models.index import PyPI; print(PyPI.simple_url)',
  ]))

/** The address of a page. */
export const addressOf = async ({ registry, package: name }: IndexPage): Promise<string> => {
  const base =
    registry === 'npm' ? (await command('npm', ['config', 'get', 'registry'])).stdout.trim() : await pythonIndex()
  return `${base.replace(/\/+$/, '')}/${name}${registry === 'npm' ? '' : '/'}`
}

/** What stands in committed files where a manager wants the address. */
const placeholder = 'python-package-index'

/** Fills the address into files of a folder. */
export const fillIndex = async (folder: string, files: readonly string[]): Promise<void> => {
  for (const file of files) {
    const path = join(folder, file)
    const text = await readFile(path, 'utf8')
    if (text.includes(placeholder)) await writeFile(path, text.replaceAll(placeholder, await pythonIndex()))
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findShared, type Oracle } from '../support/oracle.js'

/** A Dockerfile that somebody wrote. */
export interface RealFile {
  readonly name: string
  readonly text: string
}

/** The Dockerfiles of public repositories in the reference data. */
export const corpus = (): readonly RealFile[] => {
  const folder = findShared('corpus')
  if (folder === undefined) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.Dockerfile'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** The Dockerfiles of BuildKit's own integration tests in the reference data. */
export const integrationFiles = (): readonly RealFile[] => {
  const file = findShared('conformance/buildkit-integration-dockerfiles.json')
  if (file === undefined) return []
  const all: readonly { readonly source: string; readonly dockerfile: string }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return all.map(({ source, dockerfile }) => ({ name: source, text: dockerfile }))
}

/** A node of BuildKit's syntax tree without its layout. */
export interface Node {
  readonly value: string
  readonly args?: readonly { readonly value: string }[]
}

/** What BuildKit makes of a Dockerfile. */
export interface Build {
  readonly 'parse-normalized': { readonly ast?: readonly Node[] }
  readonly 'llb-normalized': Readonly<Record<string, { readonly error?: { readonly message: string } }>>
}

/** Asks BuildKit what it makes of Dockerfiles, in order. */
export const builds = (oracle: Oracle, texts: readonly string[]): Promise<Build[]> =>
  oracle.request<Build>(texts.map((dockerfile) => ({ dockerfile, modes: ['parse-normalized', 'llb-normalized'] })))

/** Why BuildKit refuses to build the last stage, or `undefined`. */
export const refusal = (build: Build | undefined): string | undefined => build?.['llb-normalized']['']?.error?.message

/** A tree in which `as`, `cmd` and `none` are in upper case. */
export const withUpperCase = ({ 'parse-normalized': { ast } }: Build): readonly Node[] =>
  (ast ?? []).map((node) => {
    const at = node.value === 'from' ? 1 : node.value === 'healthcheck' ? 0 : -1
    const args = node.args?.map(({ value }, index) => ({ value: index === at ? value.toUpperCase() : value }))
    return { ...node, ...(args === undefined ? {} : { args }) }
  })

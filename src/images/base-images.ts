/**
 * The base images that presets start from, with the tags that are pinned. One place to raise them.
 * Suites are always named, since what an unsuffixed tag is made of moves.
 */
export const baseImages = {
  golang: 'golang:1.26-trixie',
  golangAlpine: 'golang:1.26-alpine3.23',
  rust: 'rust:1.95-trixie',
  rustSlim: 'rust:1.95-slim-trixie',
  rustAlpine: 'rust:1.95-alpine3.23',
  cargoChef: 'lukemathwalker/cargo-chef:latest-rust-1.95-trixie',
  node: 'node:24-trixie',
  nodeSlim: 'node:24-trixie-slim',
  nodeAlpine: 'node:24-alpine3.23',
  python: 'python:3.14-trixie',
  pythonSlim: 'python:3.14-slim-trixie',
  pythonAlpine: 'python:3.14-alpine3.23',
  uv: 'ghcr.io/astral-sh/uv:0.12.5',
  bun: 'oven/bun:1-slim',
  deno: 'denoland/deno:debian',
  debian: 'debian:trixie-slim',
  alpine: 'alpine:3.23',
  nginxUnprivileged: 'nginxinc/nginx-unprivileged:1.29-alpine',
  distrolessStatic: 'gcr.io/distroless/static-debian13:nonroot',
  distrolessStaticDebug: 'gcr.io/distroless/static-debian13:debug-nonroot',
  distrolessBase: 'gcr.io/distroless/base-debian13:nonroot',
  distrolessBaseDebug: 'gcr.io/distroless/base-debian13:debug-nonroot',
  distrolessCc: 'gcr.io/distroless/cc-debian13:nonroot',
  distrolessCcDebug: 'gcr.io/distroless/cc-debian13:debug-nonroot',
  distrolessPython: 'gcr.io/distroless/python3-debian13:nonroot',
  distrolessPythonDebug: 'gcr.io/distroless/python3-debian13:debug-nonroot',
} as const

/** The versions inside {@link baseImages}, for what is derived from them. */
export const defaultVersions = {
  golang: '1.26',
  rust: '1.95',
  node: '24',
  python: '3.14',
  uv: '0.12.5',
  bun: '1',
} as const

/** Official language images whose tags {@link languageImage} spells. */
export type LanguageImage = 'golang' | 'rust' | 'node' | 'python'

/** Which of an official image's variants. */
export type ImageVariant = 'full' | 'slim' | 'alpine'

/**
 * The first releases that were published on Debian 13, which came out in August 2025: lines that had ended by then, and releases before
 * these, never were.
 */
const firstOnTrixie: Readonly<
  Record<LanguageImage, readonly (readonly [major: number, minor: number, patch: number])[]>
> = {
  golang: [[1, 24, 6]],
  rust: [[1, 89, 0]],
  node: [
    [20, 19, 4],
    [22, 18, 0],
    [24, 5, 0],
  ],
  python: [
    [3, 9, 23],
    [3, 10, 18],
    [3, 11, 13],
    [3, 12, 11],
    [3, 13, 6],
  ],
}

/** Tags of single releases stay as they were published: there is no `node:20.8.1-trixie-slim`. */
const isOnTrixie = (name: LanguageImage, version: string): boolean => {
  const releases = firstOnTrixie[name]
  const [major = 0, minor, patch] = version.split('.').map(Number)
  // `22` alone means the newest 22.x, `22.18` the newest 22.18.x.
  const first = releases.findLast((each) => each[0] === major && (minor === undefined || each[1] <= minor))
  if (first === undefined) return releases.every((each) => each[0] < major)
  return minor === undefined || minor > first[1] || patch === undefined || patch >= first[2]
}

/** The first release line that is published on Alpine 3.23. */
const firstOnAlpine323: Readonly<Record<LanguageImage, readonly [major: number, minor: number]>> = {
  golang: [1, 24],
  rust: [1, 92],
  node: [20, 0],
  python: [3, 10],
}

const atLeast = (version: string, [major, minor]: readonly [number, number]): boolean => {
  const [first = 0, second] = version.split('.').map(Number)
  // `1` alone means the newest 1.x.
  return first > major || (first === major && (second === undefined || second >= minor))
}

/**
 * The tag of an official language image with its suite, for a version that a repository asks for.
 *
 * @example
 * ```ts
 * languageImage('node', '22', 'slim') // 'node:22-trixie-slim'
 * languageImage('node', '20.8.1', 'slim') // 'node:20.8.1-slim': from before Debian 13
 * languageImage('python', '3.12', 'slim') // 'python:3.12-slim-trixie'
 * languageImage('python', '3.8', 'slim') // 'python:3.8-slim-bookworm': never published on trixie
 * languageImage('golang', '1.26', 'alpine') // 'golang:1.26-alpine3.23'
 * ```
 */
export const languageImage = (name: LanguageImage, version: string, variant: ImageVariant): string => {
  if (variant === 'alpine') {
    return `${name}:${version}-${atLeast(version, firstOnAlpine323[name]) ? 'alpine3.23' : 'alpine'}`
  }
  // What a single release without a suite is made on moves no more.
  if (name === 'node' && version.includes('.') && !isOnTrixie(name, version)) {
    return variant === 'full' ? `node:${version}` : `node:${version}-slim`
  }
  const suite = isOnTrixie(name, version) ? 'trixie' : 'bookworm'
  if (variant === 'full') return `${name}:${version}-${suite}`
  return name === 'node' ? `node:${version}-${suite}-slim` : `${name}:${version}-slim-${suite}`
}

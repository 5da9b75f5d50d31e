import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Config, ServiceValue } from '../config/config.js'
import { GenDockerfileError } from '../model/error.js'
import { nearest } from '../words/nearest.js'
import { foldersOf, isGlob } from './folder-glob.js'

/** What a `gen-dockerfile.yaml` says about the service of one folder. */
export interface ServiceEntry {
  readonly config: Config
  /** The folder, relative to the configuration's, with `/`. */
  readonly dir: string
  /** The keys of `services:` that match it, in the order of the file. */
  readonly keys: readonly string[]
  /** What they say, the later on top. */
  readonly value: ServiceValue
}

/** The services of a configuration, and what is wrong with its keys. */
export interface ExpandedServices {
  readonly entries: readonly ServiceEntry[]
  readonly errors: readonly GenDockerfileError[]
}

/** Whether one of its keys names the folder outright: then it is surely meant to be a service. */
export const isNamed = ({ keys }: ServiceEntry): boolean => keys.some((key) => !isGlob(key))

/** Whether a `preset:` is a file, and not a name. */
export const isPresetFile = (preset: string): boolean => /^\.{0,2}\//.test(preset)

/** Where a service stands in its configuration: the last key that matches it, or a value below that. */
export const entryPlace = ({ config, keys }: ServiceEntry, ...path: readonly string[]) => {
  const key = keys.findLast((each) => path.length === 0 || hasValue(config, each, path[0] ?? '')) ?? keys.at(-1) ?? ''
  return path.length === 0
    ? config.placeOf(['services'], key)
    : config.placeOf(['services', key, ...path.slice(0, -1)], path.at(-1))
}

const hasValue = ({ services = [] }: Config, key: string, name: string): boolean => {
  const value = services.find((each) => each.key === key)?.value
  return typeof value === 'object' && Object.hasOwn(value, name)
}

const normal = (key: string): string =>
  key
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/') || '.'

const siblingsOf = (path: string): readonly string[] => {
  try {
    return readdirSync(dirname(path))
  } catch {
    return []
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const refusal = (config: Config, key: string, code: string, message: string, hint: string): GenDockerfileError =>
  new GenDockerfileError({ code, message, hint, place: config.placeOf(['services'], key) })

const missingFolder = (config: Config, root: string, key: string): GenDockerfileError => {
  const near = nearest(basename(key), siblingsOf(join(root, key)))
  return refusal(
    config,
    key,
    'service-not-found',
    `There is no folder \`${key}\`, which \`services\` names.`,
    near === undefined
      ? 'Keys are folders, or globs of folders, relative to the folder of this file.'
      : `Did you mean \`${normal(join(dirname(key), near))}\`?`,
  )
}

/** The folders of a key; an error where there are none. */
const foldersOfKey = (config: Config, key: string): readonly string[] | GenDockerfileError => {
  const root = dirname(config.file)
  if (key.startsWith('/') || key.split('/').includes('..')) {
    return refusal(
      config,
      key,
      'service-outside',
      `\`${key}\` is not below the folder of this file, so its services are not its to describe.`,
      'Move `gen-dockerfile.yaml` to the root of the repository.',
    )
  }
  if (!isGlob(key)) return isFolder(join(root, key)) ? [normal(key)] : missingFolder(config, root, key)
  const folders = foldersOf(root, key)
  if (folders.length > 0) return folders
  return refusal(
    config,
    key,
    'no-service-matches',
    `\`${key}\` matches no folder, so no service comes of it.`,
    'Correct the glob, or remove the line.',
  )
}

const noServices = ({ placeOf }: Config): GenDockerfileError =>
  new GenDockerfileError({
    code: 'no-services',
    message: '`services` names no service.',
    hint: 'Write a folder of one below it, such as `services/api: {}`, or run `gen-dockerfile init`.',
    place: placeOf([], 'services'),
  })

const merged = (config: Config, dir: string, before: ServiceEntry | undefined, key: string, value: ServiceValue) => {
  if (before === undefined) return { config, dir, keys: [key], value }
  const { preset: _, dockerfile: __, ...rest } = before.value
  // What names another source takes the place of the one that was named.
  const kept = value.preset === undefined && value.dockerfile === undefined ? before.value : rest
  const options = value.options === undefined ? {} : { options: { ...before.value.options, ...value.options } }
  return { config, dir, keys: [...before.keys, key], value: { ...kept, ...value, ...options } }
}

/** The services that a configuration describes, sorted by folder. Keys with mistakes do not stop the others. */
export const expandServices = (config: Config): ExpandedServices => {
  const entries = new Map<string, ServiceEntry>()
  const errors: GenDockerfileError[] = []
  for (const { key, value } of config.services ?? []) {
    const folders = foldersOfKey(config, key)
    if (folders instanceof GenDockerfileError) {
      errors.push(folders)
      continue
    }
    for (const dir of folders) {
      if (value === false) entries.delete(dir)
      else entries.set(dir, merged(config, dir, entries.get(dir), key, value))
    }
  }
  if (entries.size === 0 && errors.length === 0) errors.push(noServices(config))
  return { entries: [...entries.values()].sort((a, b) => (a.dir < b.dir ? -1 : a.dir > b.dir ? 1 : 0)), errors }
}

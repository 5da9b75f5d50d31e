import { createHash } from 'node:crypto'
import { GenDockerfileError } from '../model/error.js'
import { damagedImage } from './damaged.js'
import { digestInPath, type ImageStore, pathOfDigest } from './image-store.js'
import { itemsOf, type Json, listOf, parseJson, property, textOf, textsOf } from './json-text.js'
import { hostPlatform, isPlatform, type Platform, platformIn, showPlatform } from './platform.js'

/** Where the parts of one image of a saved file lie. */
export interface ImageParts {
  /** The names that it was saved under. */
  readonly names: readonly string[]
  readonly platform?: Platform
  readonly config: string
  readonly layers: readonly string[]
}

/** Which image of those that were saved together is meant. */
export interface Choice {
  /** One of its names, or the start of one. */
  readonly image?: string
  readonly platform?: Platform
}

/**
 * Reads a manifest or a configuration, whose digest is that of its name where its name has one.
 *
 * @throws GenDockerfileError `damaged-image`
 */
export const readJson = async (store: ImageStore, path: string): Promise<Json> => {
  const bytes = await store.text(path)
  if (bytes === undefined) throw damagedImage(store.name, `has no \`${path}\`, which it refers to`)
  const named = digestInPath(path)
  if (named !== undefined && createHash(named.algorithm).update(bytes).digest('hex') !== named.hex) {
    throw damagedImage(store.name, `is damaged: \`${path}\` has another digest`)
  }
  const value = parseJson(bytes)
  if (value === undefined) throw damagedImage(store.name, `is damaged: \`${path}\` is not JSON`)
  return value
}

const blobPath = (store: ImageStore, descriptor: Json | undefined): string => {
  const digest = textOf(descriptor, 'digest') ?? ''
  const path = pathOfDigest(digest)
  if (path !== undefined) return path
  throw damagedImage(store.name, `is damaged: \`${digest}\` is no digest of a blob`)
}

/** A file name of `manifest.json`: it stays inside. */
const filePath = (store: ImageStore, name: string): string => {
  const isInside = name !== '' && !name.startsWith('/') && !name.split(/[/\\]/).includes('..')
  if (isInside) return name
  throw damagedImage(store.name, `is damaged: it refers to \`${name}\`, which is no file in it`)
}

/** What `docker image save` writes, old and new. */
const fromManifest = async (store: ImageStore, manifest: Json): Promise<readonly ImageParts[]> => {
  const found: ImageParts[] = []
  for (const item of itemsOf(manifest)) {
    const config = filePath(store, textOf(item, 'Config') ?? '')
    const platform = platformIn(await readJson(store, config))
    found.push({
      names: textsOf(item, 'RepoTags'),
      ...(platform === undefined ? {} : { platform }),
      config,
      layers: textsOf(item, 'Layers').map((layer) => filePath(store, layer)),
    })
  }
  return found
}

/** An image about an image: a provenance or a list of packages. */
const isAttestation = (descriptor: Json): boolean =>
  textOf(property(descriptor, 'annotations'), 'vnd.docker.reference.type') !== undefined

const namesOf = (descriptor: Json): readonly string[] => {
  const annotations = property(descriptor, 'annotations')
  const name =
    textOf(annotations, 'io.containerd.image.name') ?? textOf(annotations, 'org.opencontainers.image.ref.name')
  return name === undefined ? [] : [name]
}

/** How deep indexes may lie in indexes. */
const deepest = 4

/** An OCI layout: an index of manifests and of other indexes. */
const fromIndex = async (
  store: ImageStore,
  index: Json,
  outer: readonly string[],
  depth: number,
): Promise<readonly ImageParts[]> => {
  const found: ImageParts[] = []
  for (const descriptor of listOf(index, 'manifests')) {
    if (isAttestation(descriptor)) continue
    const names = outer.length === 0 ? namesOf(descriptor) : outer
    const path = blobPath(store, descriptor)
    // Engines save the platform that they have, with the index of all.
    if (depth > 0 && (await store.text(path)) === undefined) continue
    const manifest = await readJson(store, path)
    if (property(manifest, 'manifests') !== undefined) {
      if (depth < deepest) found.push(...(await fromIndex(store, manifest, names, depth + 1)))
      continue
    }
    const config = blobPath(store, property(manifest, 'config'))
    const platform = platformIn(property(descriptor, 'platform')) ?? platformIn(await readJson(store, config))
    found.push({
      names,
      ...(platform === undefined ? {} : { platform }),
      config,
      layers: listOf(manifest, 'layers').map((layer) => blobPath(store, layer)),
    })
  }
  return found
}

const partsOf = async (store: ImageStore): Promise<readonly ImageParts[]> => {
  const manifest = await store.text('manifest.json')
  if (manifest !== undefined) {
    const parts = await fromManifest(store, await readJson(store, 'manifest.json'))
    if (parts.length > 0) return parts
  }
  if ((await store.text('index.json')) === undefined) {
    throw damagedImage(
      store.name,
      manifest === undefined
        ? 'holds no image: it has neither `manifest.json` nor `index.json`'
        : 'holds no image: its `manifest.json` names none',
    )
  }
  const parts = await fromIndex(store, await readJson(store, 'index.json'), [], 0)
  if (parts.length > 0) return parts
  throw damagedImage(store.name, 'holds no image: its `index.json` names none')
}

const refuse = (code: string, message: string, hint: string): GenDockerfileError =>
  new GenDockerfileError({ code, message, hint })

const list = (names: readonly string[]): string =>
  [...new Set(names)]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ')

const isNamed = (name: string, image: string): boolean =>
  name === image || name === `${image}:latest` || name.endsWith(`/${image}`)

const byName = (store: ImageStore, all: readonly ImageParts[], image: string): readonly ImageParts[] => {
  const found = all.filter(({ names }) => names.some((name) => isNamed(name, image)))
  if (found.length > 0) return found
  const names = all.flatMap((each) => each.names)
  throw refuse(
    'no-such-image',
    `\`${store.name}\` holds no image \`${image}\`.`,
    names.length === 0 ? 'Its images have no names: leave `--image` out.' : `It holds ${list(names)}.`,
  )
}

const byPlatform = (store: ImageStore, all: readonly ImageParts[], wanted: Platform): readonly ImageParts[] => {
  const found = all.filter(({ platform }) => platform !== undefined && isPlatform(platform, wanted))
  if (found.length > 0) return found
  const there = all.flatMap(({ platform }) => (platform === undefined ? [] : [showPlatform(platform)]))
  throw refuse(
    'no-such-platform',
    `\`${store.name}\` holds no image for \`${showPlatform(wanted)}\`.`,
    there.length === 0
      ? 'It does not say what its images are for: leave `--platform` out.'
      : `It holds ${list(there)}: choose with \`--platform\`.`,
  )
}

/** One of what was asked for: images of one name are for several platforms. */
const oneOf = (store: ImageStore, all: readonly ImageParts[]): ImageParts | undefined => {
  if (all.length === 1) return all[0]
  if (new Set(all.map(({ names }) => names.join(' '))).size === 1) return byPlatform(store, all, hostPlatform())[0]
  throw refuse(
    'several-images',
    `\`${store.name}\` holds ${all.length} images: ${list(all.map(({ names }) => names[0] ?? 'no name'))}.`,
    'Choose with `--image NAME`.',
  )
}

/**
 * Finds the image that is meant among those of a saved file; by default that of this machine's architecture.
 *
 * @throws GenDockerfileError `damaged-image`, `several-images`, `no-such-image`, `no-such-platform`
 */
export const findImage = async (store: ImageStore, { image, platform }: Choice): Promise<ImageParts> => {
  const all = await partsOf(store)
  const named = image === undefined ? all : byName(store, all, image)
  const found = oneOf(store, platform === undefined ? named : byPlatform(store, named, platform))
  if (found === undefined) throw damagedImage(store.name, 'holds no image')
  return found
}

import { damagedImage } from './damaged.js'
import { type Json, listOf, property, textOf, textsOf } from './json-text.js'
import { type Platform, platformIn } from './platform.js'

/** A step of the build, as the image tells of it. */
export interface HistoryEntry {
  /** The instruction as the builder spelled it; empty where it did not. */
  readonly createdBy: string
  /** Whether it made no layer. */
  readonly isEmpty: boolean
}

/** What an image's configuration says about its layers. */
export interface ImageConfig {
  readonly platform?: Platform
  /** A digest of each layer's archive before it was packed. */
  readonly diffIds: readonly string[]
  /** The oldest first. */
  readonly history: readonly HistoryEntry[]
}

/**
 * Reads the configuration of an image.
 *
 * @throws GenDockerfileError `damaged-image`
 */
export const imageConfig = (name: string, value: Json): ImageConfig => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damagedImage(name, 'is damaged: its configuration is no object')
  }
  const platform = platformIn(value)
  return {
    ...(platform === undefined ? {} : { platform }),
    diffIds: textsOf(property(value, 'rootfs'), 'diff_ids'),
    history: listOf(value, 'history').map((entry) => ({
      createdBy: textOf(entry, 'created_by') ?? '',
      isEmpty: property(entry, 'empty_layer') === true,
    })),
  }
}

export { baseImages, defaultVersions, languageImage } from './base-images.js'
export type { ImageFacts } from './image-facts.js'
export { imageFacts } from './image-facts-of.js'
export { tableDate } from './releases.js'

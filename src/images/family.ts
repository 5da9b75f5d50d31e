import type { ImageFacts } from './image-facts.js'

/** A row of the table: the images that it is about, and what a tag of them says. */
export interface Family {
  /** `node` */
  readonly name: string
  /** Repositories as `docker.io/library/node`; one that ends in `/` stands for all that begin so. */
  readonly repositories: readonly string[]
  /** `image` is the repository behind a prefix. `undefined` where the tag is not known. */
  readonly facts: (tag: string, image: string) => Omit<ImageFacts, 'name'> | undefined
}

/** Facts about tools without some: neither there for certain nor missing. */
export const omit = (tools: Readonly<Record<string, boolean>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(tools).filter(([name]) => !names.includes(name)))

import type { DockerfileDocument, Stage } from '../../model/document.js'
import type { Flag } from '../../model/flag.js'
import { parseImageReference } from '../../model/image-reference.js'
import type { StageInstruction } from '../../model/instruction.js'

/** Where images come from: a prefix for all, or one for each registry. */
export type Mirror = string | Readonly<Record<string, string>>

/**
 * The name of an image at a mirror; names that hold a variable stay, and so do those of registries without a mirror and of the
 * mirror's own registry.
 *
 * @example
 * ```ts
 * mirrored('golang:1.26', 'registry.example.com/hub') // 'registry.example.com/hub/library/golang:1.26'
 * mirrored('gcr.io/distroless/static', { 'docker.io': 'hub.example.com' }) // 'gcr.io/distroless/static'
 * ```
 */
export const mirrored = (image: string, mirror: Mirror): string => {
  const reference = parseImageReference(image)
  if (reference === undefined || image === 'scratch') return image
  const { registry, repository, tag, digest } = reference
  const prefix = typeof mirror === 'string' ? mirror : Object.hasOwn(mirror, registry) ? mirror[registry] : undefined
  if (prefix === undefined || prefix.split('/')[0] === registry) return image
  const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  return `${prefix.replace(/\/+$/, '')}/${repository}${version}`
}

type Rename = (image: string) => string

const ofFlag = ({ name, value }: Flag, rename: Rename): Flag => {
  if (value === undefined) return { name }
  if (name === 'from') return { name, value: rename(value) }
  if (name !== 'mount') return { name, value }
  return {
    name,
    value: value.replace(/(^|,)from=([^,]+)/, (_, comma: string, image: string) => `${comma}from=${rename(image)}`),
  }
}

const ofInstruction = (instruction: StageInstruction, rename: Rename): StageInstruction =>
  instruction.flags.length === 0
    ? instruction
    : { ...instruction, flags: instruction.flags.map((flag) => ofFlag(flag, rename)) }

const ofStage = ({ from, instructions }: Stage, rename: Rename): Stage => ({
  from: { ...from, image: rename(from.image) },
  instructions: instructions.map((instruction) => ofInstruction(instruction, rename)),
})

/** A document whose images, the one behind `# syntax` among them, come from a mirror. */
export const withMirror = (document: DockerfileDocument, mirror: Mirror): DockerfileDocument => {
  const stages = new Set(document.stages.flatMap(({ from }) => from.as?.toLowerCase() ?? []))
  const rename: Rename = (image) => {
    const isStage = stages.has(image.toLowerCase()) || /^\d+$/.test(image)
    return isStage ? image : mirrored(image, mirror)
  }
  const { syntax } = document.directives
  return {
    ...document,
    directives: { ...document.directives, ...(syntax === undefined ? {} : { syntax: mirrored(syntax, mirror) }) },
    stages: document.stages.map((stage) => ofStage(stage, rename)),
  }
}

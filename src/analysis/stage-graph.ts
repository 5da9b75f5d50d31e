import { imageFacts } from '../images/index.js'
import type { DockerfileDocument, Stage } from '../model/document.js'
import { flagValue } from '../model/flag.js'
import { expand } from './expansion.js'
import type { Scope } from './expansion.js'
import { samplePlatform } from './predefined-args.js'
import type { Base, ImageConfig, Origin, StageNode } from './stage-node.js'

/** What the caller knows beyond the document. */
export interface AnalysisOptions {
  /** The configuration of an image, where it is at hand. What it says goes before the table of base images. */
  readonly imageConfig?: ((reference: string) => ImageConfig | undefined) | undefined
}

/** The ARGs in front of the first FROM, with the platform's. */
export interface GlobalScope {
  readonly scope: Scope
  /** Names that are declared, with a value or not. */
  readonly declared: ReadonlySet<string>
  /** Whether a default cannot be processed, so that no build begins. */
  readonly broken: boolean
}

const platformScope: Scope = new Map(
  Object.entries(samplePlatform).map(([name, value]) => [name, { value, certain: false }]),
)

/** What all documents without an ARG of their own have. */
const noArgs: GlobalScope = { scope: platformScope, declared: new Set(), broken: false }

/** Evaluates the global ARGs at their defaults. */
export const globalScope = (document: DockerfileDocument): GlobalScope => {
  if (document.args.length === 0) return noArgs
  const scope = new Map(platformScope)
  const declared = new Set<string>()
  let broken = false
  for (const { name, value } of document.args.flatMap((each) => each.args)) {
    declared.add(name)
    if (value === undefined) continue
    const expanded = expand(value, scope, document.directives.escape)
    broken ||= expanded.error !== undefined
    scope.set(name, { value: expanded.value, certain: expanded.certain, overridable: true })
  }
  return { scope, declared, broken }
}

/** Stages by name: what FROM sees is what stands above it, what `--from` sees is the whole file. */
export type StagesByName = ReadonlyMap<string, StageNode>

/** The part of a stage that is known before its instructions are looked at. */
export const stageHead = (
  stage: Stage,
  index: number,
  above: StagesByName,
  globals: GlobalScope,
  document: DockerfileDocument,
  options: AnalysisOptions,
) => {
  const { escape } = document.directives
  const image = expand(stage.from.image, globals.scope, escape)
  const platform = flagValue(stage.from, 'platform')
  const name = stage.from.as?.toLowerCase()
  const parent = above.get(image.value)
  const base: Base = parent === undefined ? imageBase(image, options) : { kind: 'stage', stage: parent }
  return {
    name,
    label: name ?? `stage ${index}`,
    base,
    image,
    platform: platform === undefined ? undefined : expand(platform, globals.scope, escape),
    facts: base.kind === 'stage' ? base.stage.facts : base.facts,
    config: base.kind === 'stage' ? base.stage.config : base.config,
  }
}

const imageBase = (image: { readonly value: string; readonly certain: boolean }, options: AnalysisOptions): Base => {
  const facts = image.certain ? imageFacts(image.value) : undefined
  const config = options.imageConfig?.(image.value)
  return {
    kind: 'image',
    reference: image.value,
    ...(facts === undefined ? {} : { facts }),
    ...(config === undefined ? {} : { config }),
  }
}

const integer = /^[+-]?\d+$/

/** What a `--from` refers to: a position, a stage in any case of letters, else an image. */
export const copyOrigin = (text: string, stages: readonly StageNode[], names: StagesByName): Origin => {
  if (integer.test(text)) {
    const stage = stages[Number(text)]
    return stage === undefined ? { kind: 'bad-index', text } : { kind: 'stage', stage, text, byIndex: true }
  }
  return mountOrigin(text, names)
}

/** What a mount's `from` refers to: a position means nothing there. */
export const mountOrigin = (text: string, names: StagesByName): Origin => {
  const stage = names.get(text.toLowerCase())
  if (stage !== undefined) return { kind: 'stage', stage, text, byIndex: false }
  const facts = imageFacts(text)
  return { kind: 'image', reference: text, ...(facts === undefined ? {} : { facts }) }
}

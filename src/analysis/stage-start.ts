import type { ImageFacts } from '../images/index.js'
import { rememberOf } from '../model/remember.js'
import type { Scope, Variable } from './expansion.js'
import type { ImageConfig, StageNode, State } from './stage-node.js'

const nameAndValue = (entry: string): readonly [name: string, value: string] => {
  const equals = entry.indexOf('=')
  return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)]
}

const noNames: ReadonlySet<string> = new Set()

/** The variables that images of one kind begin with. */
const scopeOf = (facts: ImageFacts | undefined, config: ImageConfig | undefined): Scope => {
  const scope = new Map<string, Variable>([['PATH', { value: facts?.env['PATH'] ?? '', certain: facts !== undefined }]])
  const known = config === undefined ? Object.entries(facts?.env ?? {}) : (config.env ?? []).map(nameAndValue)
  for (const [name, value] of known) scope.set(name, { value, certain: value !== '' || config !== undefined })
  return scope
}

const unknownScope = scopeOf(undefined, undefined)

/** There are few of them, and many stages begin with each. */
const factsScope = rememberOf((facts: ImageFacts) => scopeOf(facts, undefined))

const startScope = (facts: ImageFacts | undefined, config: ImageConfig | undefined): Scope =>
  config !== undefined ? scopeOf(facts, config) : facts === undefined ? unknownScope : factsScope(facts)

/** What a stage starts with: what its base ends with. */
export const startOf = (node: Pick<StageNode, 'base' | 'facts' | 'config'>) => {
  if (node.base.kind === 'stage') {
    const { end, scope, declared, envKnown } = node.base.stage
    return { state: end, scope, declared, envKnown }
  }
  const { facts, config } = node
  const state: State = {
    workdir: config?.workdir ?? facts?.workdir,
    workdirSet: false,
    user: config?.user ?? facts?.user.name,
    userSetBy: undefined,
    shell: config?.shell,
  }
  return {
    state,
    scope: startScope(facts, config),
    declared: noNames,
    envKnown: facts !== undefined || config !== undefined,
  }
}

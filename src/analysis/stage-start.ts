import type { Variable } from './expansion.js'
import type { StageNode, State } from './stage-node.js'

const nameAndValue = (entry: string): readonly [name: string, value: string] => {
  const equals = entry.indexOf('=')
  return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)]
}

/** What a stage starts with: what its base ends with. */
export const startOf = (node: Pick<StageNode, 'base' | 'facts' | 'config'>) => {
  if (node.base.kind === 'stage') {
    const { end, scope, declared, envKnown } = node.base.stage
    return { state: end, scope, declared, envKnown }
  }
  const { facts, config } = node
  const scope = new Map<string, Variable>([['PATH', { value: facts?.env['PATH'] ?? '', certain: facts !== undefined }]])
  const known = config === undefined ? Object.entries(facts?.env ?? {}) : (config.env ?? []).map(nameAndValue)
  for (const [name, value] of known) scope.set(name, { value, certain: value !== '' || config !== undefined })
  const state: State = {
    workdir: config?.workdir ?? facts?.workdir,
    workdirSet: false,
    user: config?.user ?? facts?.user.name,
    userSetBy: undefined,
    shell: config?.shell,
  }
  return { state, scope, declared: new Set<string>(), envKnown: facts !== undefined || config !== undefined }
}

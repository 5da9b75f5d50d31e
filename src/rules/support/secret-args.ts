import type { StageNode } from '../../analysis/stage-node.js'
import { isSecretName } from './secret-names.js'
import { documentCache } from '../../analysis/document-cache.js'

const known = documentCache<StageNode, ReadonlySet<string>>()

const ownSecrets = (stage: StageNode): readonly string[] =>
  stage.stage.instructions.flatMap((each) =>
    each.kind === 'arg' ? each.args.map(({ name }) => name).filter(isSecretName) : [],
  )

/** The secrets, by their names, that ARGs of a stage and of those below it bring into its RUNs. */
export const secretArgs = (stage: StageNode): ReadonlySet<string> => {
  const waiting: StageNode[] = []
  let at: StageNode | undefined = stage
  while (at !== undefined && known.get(at) === undefined) {
    waiting.push(at)
    at = at.base.kind === 'stage' ? at.base.stage : undefined
  }
  let found: ReadonlySet<string> = (at && known.get(at)) ?? new Set()
  for (const each of waiting.reverse()) {
    const own = ownSecrets(each)
    if (own.length > 0) found = new Set([...found, ...own])
    known.set(each, found)
  }
  return found
}

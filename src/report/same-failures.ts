import type { Diagnostic } from '../model/diagnostic.js'
import { visible } from './visible.js'

/** A failure, and the others that say the same of something else. */
interface SameFailure {
  readonly failure: Diagnostic
  /** What else it is about, such as the folders of services. */
  readonly others: readonly string[]
}

/** Failures with a line are told apart by it: each wants a repair of its own. */
const keyOf = ({ rule, message, origin }: Diagnostic): string =>
  JSON.stringify([rule, message, origin?.line === undefined ? [] : [origin.file, origin.line, origin.column]])

/**
 * Finds failures that say the same of several services, so that a lockfile which is missing for all of them is told once. The first
 * stands for the others.
 */
const sameFailures = (failures: readonly Diagnostic[]): readonly SameFailure[] => {
  const groups = new Map<string, { readonly failure: Diagnostic; readonly others: string[] }>()
  for (const failure of failures) {
    const key = keyOf(failure)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { failure, others: [] })
    else group.others.push(failure.file ?? failure.origin?.file ?? '')
  }
  return [...groups.values()].map(({ failure, others }) => ({ failure, others: others.filter((each) => each !== '') }))
}

const named = 3

/** Says what else a failure is about; empty when that is all. */
const othersText = (others: readonly string[]): string => {
  if (others.length === 0) return ''
  const more = others.length <= named ? '' : `, and ${others.length - named} more`
  return `  the same for ${others
    .slice(0, named)
    .map((each) => `\`${visible(each)}\``)
    .join(', ')}${more}`
}

/**
 * Failures for people, each told once, and what else it is about:
 *
 * ```text
 * error: package.json has dependencies but there is no lockfile, so every build could install something else. [no-lockfile]
 *   at services/a/package.json (services/a)
 *   the same for `services/b`, `services/c`, `services/d`, and 1 more
 * ```
 */
export const failureTexts = (
  failures: readonly Diagnostic[],
  spell: (failure: Diagnostic) => string,
): readonly string[] =>
  sameFailures(failures)
    .flatMap(({ failure, others }) => [spell(failure), othersText(others)])
    .filter((text) => text !== '')

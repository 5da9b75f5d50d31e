import type { DependencyRanges } from './node-facts.js'

const isEmpty = (table: DependencyRanges): boolean => {
  for (const _ in table) return false
  return true
}

/** Two tables of dependencies as one, the second on top. Most packages have but one, which is then given as it is. */
export const joinTables = (below: DependencyRanges, above: DependencyRanges): DependencyRanges => {
  if (isEmpty(below)) return above
  return isEmpty(above) ? below : { ...below, ...above }
}

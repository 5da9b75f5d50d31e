import type { Facts } from '../project/facts.js'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What was found of each language, in a few words: `Go 1.26 with 2 programs`. */
const languages: readonly ((facts: Facts) => string | undefined)[] = [
  ({ go }) => go && `Go ${go.goVersion.version} with ${counted(go.mains.length, 'program')}`,
  ({ rust }) =>
    rust &&
    `Rust ${rust.rustVersion.version} with ${counted(rust.bins.length, 'binary').replace('binarys', 'binaries')}`,
  ({ node }) => node && `Node ${node.nodeVersion.version} with ${node.packageManager.name}`,
  ({ python }) => python && `Python ${python.pythonVersion.version} with ${python.manager.name}`,
]

/**
 * What the facts say about a repository, for people.
 *
 * @example
 * ```ts
 * detected(await readFacts('services/api')) // 'Python 3.13 with uv'
 * ```
 */
export const detected = (facts: Facts): string => languages.flatMap((language) => language(facts) ?? []).join(', ')

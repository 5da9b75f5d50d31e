import type { Facts, GoFacts, GoMain } from '../../project/facts.js'
import { inContext } from '../compiled/paths.js'
import { joinPaths } from '../join-paths.js'
import { listOf, refuse } from '../compiled/refusal.js'
import type { GoOptions } from './options.js'

const normalise = (dir: string): string => {
  const path = joinPaths(dir.replace(/\/main\.go$/, ''))
  return path === '.' ? '.' : `./${path}`
}

const binaryName = (dir: string, go: GoFacts): string =>
  (dir === '.' ? go.module.replace(/\/v\d+$/, '') : dir).split('/').at(-1) ?? 'app'

/** The main packages without generators and examples, unless there are no others. */
const programs = (go: GoFacts): readonly GoMain[] => {
  const found = go.mains.filter(({ auxiliary }) => auxiliary !== true)
  return found.length > 0 ? found : go.mains
}

/** The package to build: the one that the option names, or the only one. */
export const mainPackage = (options: GoOptions, go: GoFacts, facts: Facts): GoMain => {
  const names = go.mains.map(({ dir }) => dir)
  const count = names.length
  if (options.main !== undefined) {
    const dir = normalise(options.main)
    const found = go.mains.find((main) => main.dir === dir)
    if (found !== undefined) return found
    // A package behind a build tag is invisible to a look at the sources without it.
    if (count > 0 && options.tags.length === 0) {
      refuse(
        'unknown-main-package',
        `There is no main package in \`${options.main}\`; \`goDistroless()\` found ${listOf(names)}.`,
        `Choose one: \`goDistroless({ main: '${names[0]}' })\`.`,
      )
    }
    return { dir, name: binaryName(dir, go) }
  }
  const offered = programs(go)
  const [only, second] = offered
  if (only === undefined) {
    return refuse(
      'no-main-package',
      `\`goDistroless()\` found no main package in the module \`${go.module}\`, so there is no program to build.`,
      "Name its folder: `goDistroless({ main: './cmd/api' })`.",
      { file: inContext(facts, 'go.mod') },
    )
  }
  if (second === undefined) return only
  return refuse(
    'several-main-packages',
    `\`goDistroless()\` found ${offered.length} main packages: ${listOf(offered.map((each) => each.dir))}.`,
    `Choose one: \`goDistroless({ main: '${only.dir}' })\`, or export one for each.`,
    { file: inContext(facts, 'go.mod') },
  )
}

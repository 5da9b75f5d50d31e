import type { GoFacts, GoMain } from '../../project/facts.js'
import type { PresetVariant } from '../define-preset.js'

/** `./cmd/api` as `cmd-api`, for a program whose name another has, too. */
const longName = ({ dir, name }: GoMain): string => (dir === '.' ? name : dir.replace(/^\.\//, '').replaceAll('/', '-'))

/**
 * The programs of a module that has several, without generators and examples where there is anything else; none where
 * a call without options finds the one.
 */
export const goVariants = (go: GoFacts | undefined): readonly PresetVariant[] => {
  const mains = go?.mains ?? []
  if (mains.length < 2) return []
  const programs = mains.filter(({ auxiliary }) => auxiliary !== true)
  const chosen = programs.length > 0 ? programs : mains
  return chosen.map((main) => {
    const isTaken = chosen.some((other) => other !== main && other.name === main.name)
    return { name: isTaken ? longName(main) : main.name, options: { main: main.dir } }
  })
}

import { quoteArgument } from '../../builders/shell.js'
import type { NodeFacts } from '../../project/node/node-facts.js'

/** A package, and what becomes of its scripts. */
export interface PrismaUser {
  readonly node: Pick<NodeFacts, 'manifest' | 'lifecycle' | 'prisma'>
  /** Scripts that the install does not run. */
  readonly removed: readonly string[]
  /** Of these, the ones that the build stage runs. */
  readonly postponed: readonly string[]
  /** The build script. */
  readonly build: string | undefined
}

/** Variables that Prisma's configuration insists on while nothing connects to a database, by where its tool runs. */
export interface Placeholders {
  readonly install: readonly string[]
  readonly build: readonly string[]
}

/** The address of no database. */
export const nowhere = 'postgresql://localhost/none'

/** Assignments in front of a command. */
export const assigned = (names: readonly string[]): string => names.map((name) => `${name}=${nowhere} `).join('')

const kept = ({ node, removed }: PrismaUser): readonly string[] =>
  Object.keys(node.lifecycle).filter((name) => !removed.includes(name))

/** What generates Prisma's client where no script of the install does: it comes of the schema alone, and so belongs to the dependencies. */
export const clientGeneration = (
  user: PrismaUser,
): { readonly assignments: string; readonly words: string } | undefined => {
  const { manifest, prisma } = user.node
  const hasTool = 'prisma' in { ...manifest.dependencies, ...manifest.devDependencies }
  if (prisma === undefined || !hasTool || kept(user).some((name) => prisma.callers.includes(name))) return undefined
  const { config, variables, schema, unnamed } = prisma
  // What cannot be read in a configuration may insist on the usual variable.
  const names = config === undefined ? [] : variables.length > 0 ? variables : ['DATABASE_URL']
  const told = unnamed === true ? ` --schema=${quoteArgument(schema)}` : ''
  return { assignments: assigned(names), words: `prisma generate${told}` }
}

/** A script runs those that are called before and after it, too. */
const runsAt = (name: string, script: string): boolean => name.replace(/^(?:pre|post)(?=.)/, '') === script

/** The variables that must be there for the scripts of an install and of the build that generate clients. */
export const placeholdersOf = (users: readonly PrismaUser[]): Placeholders => {
  const of = (runs: (user: PrismaUser, name: string) => boolean): readonly string[] => [
    ...new Set(
      users.flatMap((user) => {
        const { callers, variables } = user.node.prisma ?? { callers: [], variables: [] }
        return callers.some((name) => runs(user, name)) ? variables : []
      }),
    ),
  ]
  return {
    install: of((user, name) => kept(user).includes(name)),
    build: of(({ build, postponed }, name) => postponed.includes(name) || (build !== undefined && runsAt(name, build))),
  }
}

import { quoteArgument } from '../../builders/shell.js'
import type { NodeFacts, PrismaFacts } from '../../project/node/node-facts.js'
import type { Output } from './outputs.js'

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
  const { config, variables, schema, isElsewhere } = prisma
  // What cannot be read in a configuration may insist on the usual variable.
  const names = config === undefined ? [] : variables.length > 0 ? variables : ['DATABASE_URL']
  const told = isElsewhere === true ? ` --schema=${quoteArgument(schema)}` : ''
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

/** Prisma's configuration, and what it imports. */
export const prismaConfig = ({ config, configImports }: PrismaFacts): readonly string[] =>
  config === undefined ? [] : [config, ...configImports]

/** What a client is generated from: the schema, the configuration, generators of the repository. */
export const generatedFrom = (prisma: PrismaFacts): readonly string[] => [
  prisma.schema,
  ...prismaConfig(prisma),
  ...(prisma.generators ?? []),
]

/**
 * Folders with generated code that runs as it is. What is in TypeScript is compiled with the rest, and what lies between the sources is found
 * there by those alone, unless the package runs from its sources.
 */
export const generatedFolders = (prisma: PrismaFacts | undefined, runsFromSource: boolean): readonly string[] =>
  (prisma?.outputs ?? []).flatMap(({ path, isCompiled }) =>
    runsFromSource || (!isCompiled && !path.startsWith('src/')) ? [path] : [],
  )

/** The same as patterns of the image, for COPY with `--parents`: with `*` one may be missing, as not every install generates it. */
export const generatedPatterns = (folders: readonly string[]): readonly string[] =>
  folders.map((path) => `/app/./${path}*`)

/** Folders that hold nothing but generated code, as what a build writes: not to be copied from where they were generated. */
export const generatedOutputs = (prisma: PrismaFacts | undefined): readonly Output[] =>
  (prisma?.outputs ?? []).map(({ path }) => ({ from: path, to: `./${path}` }))

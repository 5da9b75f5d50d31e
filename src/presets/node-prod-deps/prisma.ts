import { quoteArgument } from '../../builders/shell.js'
import type { PrismaFacts } from '../../project/node/node-facts.js'
import type { Output } from './outputs.js'

/** The command that generates Prisma's client; `call` gives that of the tool with some words. */
export const generation = ({ schema, isElsewhere, config }: PrismaFacts, call: (words: string) => string): string => {
  // prisma.config.ts may insist on the variable, although nothing connects to it here.
  const placeholder = config === undefined ? '' : 'DATABASE_URL=postgresql://localhost/none '
  return placeholder + call(isElsewhere ? `generate --schema ${quoteArgument(schema)}` : 'generate')
}

/** What a client is generated from: the schema, the configuration, generators of the repository. */
export const generatedFrom = ({ schema, config, generators = [] }: PrismaFacts): readonly string[] => [
  schema,
  ...(config === undefined ? [] : [config]),
  ...generators,
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

import { quoteArgument } from '../../builders/shell.js'
import type { PrismaFacts } from '../../project/node/node-facts.js'

/** The command that generates Prisma's client; `call` gives that of the tool with some words. */
export const generation = ({ schema, isElsewhere, config }: PrismaFacts, call: (words: string) => string): string => {
  // prisma.config.ts may insist on the variable, although nothing connects to it here.
  const placeholder = config === undefined ? '' : 'DATABASE_URL=postgresql://localhost/none '
  return placeholder + call(isElsewhere ? `generate --schema ${quoteArgument(schema)}` : 'generate')
}

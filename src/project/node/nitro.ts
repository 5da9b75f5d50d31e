import type { NodeBuildFact, NodeEntry } from './node-facts.js'

const output = '.output'

/** Where Nitro puts the program, whichever tool calls it: Nuxt, vinxi, a plugin of Vite. */
export const nitroProgram = `${output}/server/index.mjs`

/** Where it listens when nothing says otherwise. */
export const nitroPort = 3000

/** Whether a service starts what Nitro made. */
export const startsNitro = (entry: NodeEntry | undefined): boolean =>
  entry?.kind === 'file' && entry.file === nitroProgram

/** The build of a service that starts what Nitro made: one folder has all that it needs of the sources and of node_modules. */
export const withNitro = (
  build: NodeBuildFact | undefined,
  entry: NodeEntry | undefined,
): NodeBuildFact | undefined => {
  if (build === undefined || !startsNitro(entry)) return build
  const found = build.output === output ? {} : ({ output, outputSource: 'entry' } as const)
  return { ...build, ...found, selfContained: true }
}

import type { GoFacts, GoMain } from '../../project/facts.js'
import type { GoOptions } from './options.js'

const shares = (tags: readonly string[], asked: readonly string[]): boolean => tags.some((tag) => asked.includes(tag))

/** Adds what is embedded where the tags of the build are set. */
const withTags = (go: GoFacts, asked: readonly string[]): GoFacts => ({
  ...go,
  embeds: [...go.embeds, ...go.taggedEmbeds.filter(({ tags }) => shares(tags, asked))],
  ...(go.workspace === undefined
    ? {}
    : {
        workspace: {
          ...go.workspace,
          members: go.workspace.members.map((member) => ({
            ...member,
            embeds: [
              ...member.embeds,
              ...member.taggedEmbeds.filter(({ tags }) => shares(tags, asked)).flatMap(({ patterns }) => patterns),
            ],
          })),
        },
      }),
})

/**
 * The facts of a module as far as they concern the program of one main package. With build tags other packages may be compiled
 * than a look without them sees, and in a workspace the others lead back to some: then what all packages say decides.
 */
export const programFacts = (go: GoFacts, main: GoMain, { tags }: GoOptions): GoFacts => {
  if (tags.length > 0) return withTags(go, tags)
  const program = go.programs[main.dir]
  if (program === undefined) return go
  const { cgoFiles, embeds, imports, ...hints } = program
  const { port: _, ...module } = go
  if (go.workspace !== undefined) return { ...module, ...hints }
  const required = cgoFiles.length > 0 || go.cgo.packages.length > 0
  return { ...module, ...hints, embeds, imports, cgo: { ...go.cgo, required, files: cgoFiles } }
}

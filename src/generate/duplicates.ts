import { GenDockerfileError } from '../model/error.js'

/** The files that a target would write, by the names that the user knows, links followed. */
export interface Claim {
  readonly source: string
  readonly label: string
  /** The folder of a service that the configuration itself describes. */
  readonly folder?: string
  readonly outputs: readonly string[]
}

const claimant = ({ source, label, folder }: Claim): string =>
  label === '' ? `\`${folder ?? source}\`` : `${label} of \`${source}\``

/**
 * Finds files that several targets would write, also where their names differ in case only, since not every disk tells
 * these apart. Gives the error of each claim that has one, by its position; the claims to one file share it.
 */
export const duplicateOutputs = (claims: readonly Claim[]): ReadonlyMap<number, GenDockerfileError> => {
  const byOutput = new Map<string, number[]>()
  claims.forEach(({ outputs }, index) => {
    for (const output of outputs) {
      const key = output.toLowerCase()
      byOutput.set(key, [...(byOutput.get(key) ?? []), index])
    }
  })
  const errors = new Map<number, GenDockerfileError>()
  for (const indices of byOutput.values()) {
    if (indices.length < 2) continue
    const who = indices.flatMap((index) => claims[index] ?? [])
    const output = who[0]?.outputs.find((each) => byOutput.get(each.toLowerCase()) === indices) ?? ''
    // Two targets of one name share their ignore file, too: that is one mistake.
    if (indices.every((index) => errors.has(index))) continue
    const error = new GenDockerfileError({
      code: 'duplicate-output',
      message: `\`${output}\` would be written by ${who.map(claimant).join(' and by ')}, so it is not written at all.`,
      hint: who.some(({ folder }) => folder !== undefined)
        ? 'Give one of them another `output`.'
        : 'Give one of them another `file`, or another key of the exported record.',
      place: { file: who[0]?.source ?? '' },
    })
    for (const index of indices) errors.set(index, errors.get(index) ?? error)
  }
  return errors
}

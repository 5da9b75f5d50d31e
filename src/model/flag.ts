/**
 * A flag as BuildKit's parser sees it: `--from=build` is `{ name: 'from', value: 'build' }`, `--link` has no value.
 * The value is what stands behind `=` once the quotes and escapes of the flag are resolved.
 */
export interface Flag {
  readonly name: string
  readonly value?: string
}

interface HasFlags {
  readonly flags: readonly Flag[]
}

/** The value of a flag that may stand once: `undefined` when it is missing, `''` when it has no value. */
export const flagValue = (instruction: HasFlags, name: string): string | undefined => {
  const flag = instruction.flags.find((each) => each.name === name)
  return flag && (flag.value ?? '')
}

/** All values of a flag that may be repeated, such as `--mount` or `--exclude`. */
export const flagValues = (instruction: HasFlags, name: string): readonly string[] =>
  instruction.flags.filter((each) => each.name === name).map((each) => each.value ?? '')

/** Whether a boolean flag is set: `--link` and `--link=true` are, `--link=false` is not. */
export const flagIsSet = (instruction: HasFlags, name: string): boolean => {
  const flag = instruction.flags.find((each) => each.name === name)
  return flag !== undefined && (flag.value === undefined || flag.value === 'true')
}

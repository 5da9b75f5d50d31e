/** A name as bake allows it: letters, digits, `-` and `_`. What it makes of the names in a compose file, it makes of a dot, too. */
export const bakeName = (name: string): string => name.replaceAll('.', '_').replace(/[^\w-]/g, '-')

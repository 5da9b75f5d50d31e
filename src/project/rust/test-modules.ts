const start =
  /^([ \t]*)#\[cfg\(test\)\][ \t]*\n(?:[ \t]*#\[.*\n)*[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?mod[ \t]+\w+[ \t]*\{[^\n}]*$/gm

/**
 * Whether an offset of a source lies in a module that only `cargo test` compiles: `#[cfg(test)]`, `mod tests {`, and a brace below
 * its first line's indentation. One that nobody formatted so is taken for code as any other.
 */
export const inTestModules = (bare: string): ((offset: number) => boolean) => {
  const ranges = [...bare.matchAll(start)].flatMap((match) => {
    const body = match.index + match[0].length
    const close = bare.indexOf(`\n${match[1] ?? ''}}`, body)
    return close === -1 ? [] : [[match.index, close] as const]
  })
  return (offset) => ranges.some(([from, to]) => offset > from && offset < to)
}

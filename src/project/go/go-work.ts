/** The folders that a go.work file names with `use`, normalised: `use (./a ./b)` gives `['a', 'b']`. */
export const goWorkUses = (text: string): readonly string[] => {
  const uses: string[] = []
  let inBlock = false
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim()
    if (inBlock && line === ')') inBlock = false
    else if (/^use\s*\($/.test(line)) inBlock = true
    else {
      const path = inBlock ? line : /^use\s+(\S.*)$/.exec(line)?.[1]
      if (path !== undefined && path !== '') uses.push(path.replace(/^["`]|["`]$/g, '').replace(/^\.\/(?=.)/, ''))
    }
  }
  return uses
}

/** Whether go.work replaces modules: the build of a member without it would then be another. */
export const goWorkReplaces = (text: string): boolean => /^\s*replace\b/m.test(text)

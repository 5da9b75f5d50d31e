const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? ''

/** Whether what is assigned is a name of the module: not indented, or in an `if` or `try` of the module itself that an import runs. */
export const isOfModule = (bare: string, offset: number): boolean => {
  const indent = indentOf(bare.slice(offset, offset + 200))
  if (indent === '') return true
  const before = bare.slice(0, offset).split('\n')
  const header = before.findLast((line) => line.trim() !== '' && indentOf(line).length < indent.length)
  return header !== undefined && /^(?:if|elif|else|try|except|finally|with)\b(?!.*__name__)/.test(header)
}

/** Whether a server can call the function whose parameters begin at an offset: all of them have defaults. */
export const needsNothing = (bare: string, offset: number): boolean => {
  let depth = 0
  let parameter = ''
  for (const character of bare.slice(offset)) {
    if (depth === 0 && (character === ',' || character === ')')) {
      if (/^\s*\w/.test(parameter) && !parameter.includes('=')) return false
      if (character === ')') return true
      parameter = ''
      continue
    }
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    parameter += character
  }
  return true
}

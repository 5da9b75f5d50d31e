import type { Problem } from '../common-facts.js'

/** A `replace` directive. */
export interface GoReplace {
  readonly module: string
  readonly target: string
  readonly line: number
}

/** A go.mod, as far as a build cares. */
export interface GoMod {
  readonly module: string
  readonly go?: { readonly version: string; readonly line: number }
  readonly toolchain?: { readonly version: string; readonly line: number }
  readonly requires: readonly { readonly path: string; readonly version: string; readonly indirect: boolean }[]
  readonly replaces: readonly GoReplace[]
  /** Lines that are no directive at all. */
  readonly broken: readonly { readonly line: number; readonly text: string }[]
}

const directives = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
])

const unquote = (text: string): string => text.replace(/^["`]|["`]$/g, '')

/** Reads a go.mod file (go.dev/ref/mod): one directive a line, or a block of them in parentheses. */
export const parseGoMod = (text: string): GoMod => {
  let module = ''
  let go: GoMod['go']
  let toolchain: GoMod['toolchain']
  let block: string | undefined
  const requires: GoMod['requires'][number][] = []
  const replaces: GoReplace[] = []
  const broken: GoMod['broken'][number][] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    const words = raw
      .replace(/(^|\s)\/\/.*$/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length === 0) continue
    if (block !== undefined && words[0] === ')') {
      block = undefined
      continue
    }
    const verb = block ?? words.shift()
    if (verb === undefined || !directives.has(verb)) {
      broken.push({ line, text: raw.trim() })
      continue
    }
    if (block === undefined && words.at(-1) === '(' && words.length === 1) {
      block = verb
      continue
    }
    const [first, second] = words
    if (first === undefined) {
      broken.push({ line, text: raw.trim() })
    } else if (verb === 'module') module = unquote(first)
    else if (verb === 'go') go = { version: first, line }
    else if (verb === 'toolchain') toolchain = { version: first, line }
    else if (verb === 'require' && second !== undefined) {
      requires.push({ path: unquote(first), version: second, indirect: /\/\/\s*indirect\b/.test(raw) })
    } else if (verb === 'replace') {
      const arrow = words.indexOf('=>')
      const target = words[arrow + 1]
      if (arrow > 0 && target !== undefined) replaces.push({ module: unquote(first), target: unquote(target), line })
      else broken.push({ line, text: raw.trim() })
    }
  }
  return {
    module,
    ...(go === undefined ? {} : { go }),
    ...(toolchain === undefined ? {} : { toolchain }),
    requires,
    replaces,
    broken,
  }
}

/** What keeps Go from reading a go.mod, as a problem of that file. */
export const goModProblem = ({ module, broken: [broken] }: GoMod, file: string): Problem | undefined =>
  module !== '' && broken === undefined
    ? undefined
    : {
        kind: 'unparsable',
        ecosystem: 'go',
        file,
        line: broken?.line ?? 1,
        message:
          broken === undefined
            ? `\`${file}\` has no \`module\` line: Go cannot build anything here.`
            : `\`${file}\` cannot be parsed: \`${broken.text}\` (line ${broken.line}) is no directive.`,
        hint: 'Repair it; `go mod edit -json` says when Go can read it.',
      }

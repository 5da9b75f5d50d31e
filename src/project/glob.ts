const special = /[.+^${}()|[\]\\]/g

const toRegExp = (glob: string): RegExp => {
  const body = glob
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?|\{[^{}]*\})/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?'
      if (part === '/**') return '(?:/.*)?'
      if (part === '**') return '.*'
      if (part === '*') return '[^/]*'
      if (part === '?') return '[^/]'
      if (/^\{.*\}$/.test(part)) {
        const choices = part.slice(1, -1).split(',')
        return `(?:${choices.map((choice) => choice.replace(special, '\\$&').replaceAll('*', '[^/]*')).join('|')})`
      }
      return part.replace(special, '\\$&')
    })
    .join('')
  return new RegExp(`^${body}$`)
}

/**
 * Whether a workspace's member patterns name a folder: `apps/*`, `packages/**`, `{apps,libs}/*`; `!` takes away.
 *
 * @example
 * ```ts
 * matchesMember('apps/api', ['apps/*', '!apps/old']) // true
 * ```
 */
export const matchesMember = (path: string, patterns: readonly string[]): boolean => {
  let included = false
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!')
    const glob = (negated ? pattern.slice(1) : pattern).replace(/^\.\//, '').replace(/\/+$/, '')
    if (toRegExp(glob === '' ? '.' : glob).test(path)) included = !negated
  }
  return included
}

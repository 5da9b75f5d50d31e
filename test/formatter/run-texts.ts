import { spawnSync } from 'node:child_process'
import { parseSyntax } from '../../src/parser/parse-syntax.js'

/** The texts of the RUNs of a file, in shell form and without heredocs. */
export const runTexts = (text: string): readonly string[] => {
  const tree = parseSyntax(text)
  if ('error' in tree) throw new Error(tree.error.message)
  return tree.nodes.flatMap(({ keyword, json, heredocs, args }) =>
    keyword === 'run' && !json && heredocs.length === 0 ? args : [],
  )
}

/** A line as bash prints it, with the words of an installation in order. */
const withSortedPackages = (line: string): string =>
  /\b(?:apt-get|apt|apk|dnf|microdnf|yum)\b.*\b(?:install|add)\b/.test(line)
    ? line
        .split(/\s+/)
        .map((word) => word.replace(/;$/, ''))
        .toSorted()
        .join(' ')
    : line

/**
 * What bash's own parser makes of scripts: the scripts as it prints them, none of which it runs. `undefined` for one that it
 * cannot read.
 */
export const prettyPrinted = (scripts: readonly string[]): readonly (string | undefined)[] =>
  scripts.map((script) => {
    // Bash opens its input by name, which what Node gives a process does not allow.
    const { status, stdout } = spawnSync('sh', ['-c', 'cat | bash --pretty-print /dev/stdin'], {
      input: `${script}\n`,
      encoding: 'utf8',
    })
    return status === 0 ? stdout.split('\n').map(withSortedPackages).join('\n') : undefined
  })

/** Whether bash is there and can print scripts; where not, a line says so. */
export const bashPrints = (): boolean => {
  const [printed] = prettyPrinted([':'])
  if (printed === undefined) console.warn('skipped: no bash that prints scripts')
  return printed !== undefined
}

import type { Directives } from '../model/document.js'
import { refuse, show } from './unrenderable.js'

const unusable = /^$|^[\t\f\r ]|[\t\f\r ]$|\n|\r/

const directiveLine = (name: string, value: string): string => {
  if (unusable.test(value)) {
    refuse(
      'directive',
      `The value ${show(value)} of \`# ${name}=\` is empty, holds a line break or has blanks around it.`,
    )
  }
  return `# ${name}=${value}`
}

/**
 * The lines at the top. `# escape=` comes first, since hadolint does not see it behind `# check=` and the builder
 * before BuildKit did not see it behind any other.
 *
 * @example
 * ```ts
 * directiveLines({ syntax: 'docker/dockerfile:1', escape: '\\' }) // ['# syntax=docker/dockerfile:1']
 * ```
 * @throws GenDockerfileError `unrenderable-directive`
 */
export const directiveLines = ({ syntax, escape, check }: Directives): readonly string[] => {
  const lines: string[] = []
  if (escape !== '\\') lines.push(directiveLine('escape', escape))
  if (syntax !== undefined) lines.push(directiveLine('syntax', syntax))
  if (check !== undefined) lines.push(directiveLine('check', check))
  return lines
}

import { renderIgnore, type IgnoreSection } from '../ignore/index.js'
import { brand } from './brand.js'
import { checkFilled, refuse, show } from './refuse.js'

/** A hand-made `.dockerignore`; see {@link dockerignore}. */
export interface DockerignoreBuilder {
  readonly [brand]: 'dockerignore'
  readonly sections: readonly IgnoreSection[]
  /** Starts a section with a comment line above it. */
  section(title: string): DockerignoreBuilder
  /** Paths that stay out of the build context. */
  exclude(...patterns: readonly string[]): DockerignoreBuilder
  /** Paths that come back in, although a pattern before excludes them: `!pattern`. */
  include(...patterns: readonly string[]): DockerignoreBuilder
  /** The text of the file. */
  render(): string
}

const checkPattern = (pattern: unknown): string => {
  const text = checkFilled(pattern, 'A pattern of dockerignore()')
  if (text.startsWith('!')) {
    refuse(
      'invalid-pattern',
      `The pattern ${show(text)} starts with \`!\`.`,
      'Use `.include(…)` for what comes back in.',
    )
  }
  return text
}

const make = (sections: readonly IgnoreSection[]): DockerignoreBuilder => {
  const add = (patterns: readonly string[]): DockerignoreBuilder => {
    const last = sections.at(-1) ?? { patterns: [] }
    return make([...sections.slice(0, -1), { ...last, patterns: [...last.patterns, ...patterns] }])
  }
  return Object.freeze({
    [brand]: 'dockerignore' as const,
    sections,
    section: (title: string) =>
      make([...sections, { title: checkFilled(title, 'The title of a section'), patterns: [] }]),
    exclude: (...patterns: readonly string[]) => add(patterns.map(checkPattern)),
    include: (...patterns: readonly string[]) => add(patterns.map((pattern) => `!${checkPattern(pattern)}`)),
    render: () => renderIgnore(sections),
  })
}

/**
 * A `.dockerignore` written by hand, for `dockerfile({ ignore })`. Patterns are anchored at the context root: write
 * `**‍/node_modules` for every depth.
 *
 * @example
 * ```ts
 * dockerignore().section('Only what is copied').exclude('*').include('src', 'package.json').render()
 * // # Only what is copied
 * // *
 * // !src
 * // !package.json
 * ```
 * @throws GenDockerfileError `invalid-pattern`
 */
export const dockerignore = (): DockerignoreBuilder => make([])

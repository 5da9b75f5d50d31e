import { renderTemplate } from './templates.js'

/** Where a check of the generated files can run. */
export type SnippetKind = 'github' | 'gitlab' | 'pre-commit'

const templates: Readonly<Record<SnippetKind, string>> = {
  github: 'ci/github.yml.hbs',
  gitlab: 'ci/gitlab.yml.hbs',
  'pre-commit': 'hooks/pre-commit.hbs',
}

const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A command as a YAML scalar: quotes and words of a shell are plain text to YAML, a colon or a hash are not. */
const yamlScalar = (text: string): string => (/: |:$| #|[\n\t]/.test(text) ? JSON.stringify(text) : text)

/** What a snippet is for. */
export interface SnippetOptions {
  /** The version of this package: a check by another one could find other bytes. */
  readonly version: string
  /** The folder of `dockerfile.ts`, from the repository's; `.` for the repository itself. */
  readonly path: string
}

/**
 * A piece of configuration that fails where the committed files are not what `dockerfile.ts` says.
 *
 * @example
 * ```ts
 * snippet('pre-commit', { version: '1.0.0', path: 'services/api' })
 * // #!/bin/sh
 * // # .git/hooks/pre-commit
 * // exec npx --yes gen-dockerfile@1.0.0 --check services/api
 * ```
 */
export const snippet = (kind: SnippetKind, { version, path }: SnippetOptions): string => {
  const words = ['npx', '--yes', `gen-dockerfile@${version}`, '--check', ...(path === '.' ? [] : [shellWord(path)])]
  const command = words.join(' ')
  return renderTemplate(templates[kind], { command: kind === 'pre-commit' ? command : yamlScalar(command) })
}

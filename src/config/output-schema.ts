import * as z from 'zod'

const isBelow = (path: string): boolean =>
  !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..') && !/[/\\]$/.test(path)

/**
 * A file about all services: below the folder of the configuration, so that nothing outside of a repository is written, and with an
 * ending that no Dockerfile has, so that it replaces none.
 *
 * @param endings such as `['.yaml', '.yml']`
 */
export const outputSchema = (endings: readonly string[]): z.ZodString =>
  z
    .string()
    .refine(isBelow, 'it must be a path below the folder of this file')
    .refine(
      (path) => endings.some((ending) => path.endsWith(ending)),
      `it must end in ${endings.map((ending) => `\`${ending}\``).join(' or ')}`,
    )

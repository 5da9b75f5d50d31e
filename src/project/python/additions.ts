import { nativeNeeds } from '../native-table.js'
import { nativePackages } from './native-packages.js'
import type { PythonAddition, PythonDependency, PythonProject } from './python-facts.js'
import { findServers } from './python-servers.js'
import { developmentName, installedBy, type ParsedRequirements } from './requirements.js'

/** psycopg needs nothing with its `binary` extra, a compiler with `c`, libpq alone without either. */
export const readNative = (dependencies: readonly PythonDependency[]): PythonAddition['native'] => {
  const main = dependencies.filter(({ group }) => group === 'main')
  const hasBinary = main.some(({ name }) => name === 'psycopg-binary')
  return nativeNeeds(
    nativePackages,
    main.flatMap(({ name, extras }) => {
      if (name === 'psycopg' && (extras.includes('binary') || hasBinary)) return []
      return name === 'psycopg' && extras.includes('c') ? ['psycopg-c'] : [name]
    }),
  )
}

const addition = (
  kind: PythonAddition['kind'],
  name: string,
  dependencies: readonly PythonDependency[],
): readonly PythonAddition[] => {
  const main = dependencies.map((one) => ({ ...one, group: 'main' }))
  const [servers, native] = [findServers(main, undefined), readNative(main)]
  return servers.length + native.length === 0 ? [] : [{ kind, name, servers, native }]
}

/**
 * What extras, groups and other requirements files bring that an image has to know of: servers, and needs of the distribution.
 * Extras come first, and those for development not at all.
 */
export const readAdditions = (
  dependencies: readonly PythonDependency[],
  project: Pick<PythonProject, 'extras' | 'groups'> | undefined,
  requirements: readonly ParsedRequirements[],
): readonly PythonAddition[] => {
  const named = (kind: 'extra' | 'group', names: readonly string[]): readonly PythonAddition[] =>
    names
      .filter((name) => !developmentName.test(name))
      .flatMap((name) =>
        addition(
          kind,
          name,
          dependencies.filter(({ group }) => group === name),
        ),
      )
  return [
    ...named('extra', project?.extras ?? []),
    ...named('group', project?.groups ?? []),
    ...requirements
      .filter(({ role }) => role !== 'dev')
      .flatMap((file) =>
        addition(
          'requirements',
          file.path,
          installedBy(file, requirements).flatMap((each) => each.dependencies),
        ),
      ),
  ]
}

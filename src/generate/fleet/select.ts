import { GenDockerfileError } from '../../model/error.js'
import type { Place } from '../../model/place.js'
import { nameTest, parseFilter, pathTest } from '../filter.js'
import type { GeneratedService } from '../service.js'

/**
 * The services that the words of a group name: names, folders or globs of either, in the order of the services.
 *
 * @throws GenDockerfileError `no-service-matches`
 */
export const selectServices = (
  words: readonly string[],
  services: readonly GeneratedService[],
  place: Place,
): readonly GeneratedService[] => {
  const chosen = new Set<GeneratedService>()
  for (const word of words) {
    const filter = parseFilter(word)
    const byName = nameTest(filter)
    const byPath = pathTest(filter)
    const found = services.filter(({ name, folder }) => (filter.kind === 'path' ? byPath(folder) : byName(name)))
    if (found.length === 0) {
      throw new GenDockerfileError({
        code: 'no-service-matches',
        message: `\`${word}\` matches no service.`,
        hint: 'Run `gen-dockerfile list` for their names.',
        place,
      })
    }
    for (const service of found) chosen.add(service)
  }
  return services.filter((service) => chosen.has(service))
}

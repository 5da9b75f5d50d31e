import type { GeneratedService } from '../service.js'

/** A name for each service that no other has, even where a file allows fewer characters than our names have. */
export const uniqueNames = (
  services: readonly GeneratedService[],
  spell: (name: string) => string,
  taken: readonly string[] = [],
): ReadonlyMap<GeneratedService, string> => {
  const used = new Set(taken)
  return new Map(
    services.map((service) => {
      const wanted = spell(service.name)
      let name = wanted
      for (let count = 2; used.has(name); count++) name = `${wanted}-${count}`
      used.add(name)
      return [service, name]
    }),
  )
}

import type { GeneratedService } from '../../service.js'

/** A name as bake allows it: letters, digits, `-` and `_`. */
export const bakeName = (name: string): string => name.replace(/[^\w-]/g, '-')

/** A name for each service that no other has, even where bake allows fewer characters; `default` is that of a group. */
export const bakeNames = (
  services: readonly GeneratedService[],
  taken: readonly string[],
): ReadonlyMap<GeneratedService, string> => {
  const used = new Set(['default', ...taken])
  return new Map(
    services.map((service) => {
      const wanted = bakeName(service.name)
      let name = wanted
      for (let count = 2; used.has(name); count++) name = `${wanted}-${count}`
      used.add(name)
      return [service, name]
    }),
  )
}

import type { Ecosystem } from './common-facts.js'
import type { Facts } from './facts.js'

/** Letters, digits and single dashes: what an image, a stage and a DNS label all accept. */
const safe = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)

/** The service's name: the manifest's without scope or path, else the folder's, else `app`. */
export const serviceName = (facts: Pick<Facts, Ecosystem>, folder: string): string => {
  const candidates = [
    facts.node?.manifest.name?.replace(/^@[^/]*\//, ''),
    facts.python?.project?.name,
    facts.go?.module
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1),
    facts.rust?.package?.name,
    folder,
  ]
  for (const candidate of candidates) {
    const name = safe(candidate ?? '')
    if (name !== '') return name
  }
  return 'app'
}

import { goLowerCase } from '../../words/go-text.js'
import { checkDigest } from './remote-source.js'

const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const pathPart = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*'
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][0-9a-fA-F]{32,}'
const reference = new RegExp(`^${domain}/(${pathPart}(?:/${pathPart})*)(?::[\\w][\\w.-]{0,127})?(?:@(${digest}))?$`)
const longestPath = 255
const invalid = 'invalid reference format'

/** The registry and the rest, as Docker guesses them: `library/node:24` on `docker.io` for `node:24`. */
const splitDomain = (name: string): readonly [domain: string, rest: string] => {
  const slash = name.indexOf('/')
  if (slash < 0) return ['docker.io', `library/${name}`]
  const first = name.slice(0, slash)
  const rest = name.slice(slash + 1)
  const isDomain = first === 'localhost' || /[.:]/.test(first) || goLowerCase(first) !== first
  if (!isDomain) return ['docker.io', name]
  const registry = first === 'index.docker.io' ? 'docker.io' : first
  return [registry, registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest]
}

/**
 * Docker's message about the name of an image.
 *
 * @example
 * ```ts
 * checkImageName('Node:24') // 'invalid reference format: repository name (library/Node) must be lowercase'
 * ```
 */
export const checkImageName = (name: string): string | undefined => {
  if (/^[a-f0-9]{64}$/.test(name)) {
    return `invalid repository name (${name}), cannot specify 64-byte hexadecimal strings`
  }
  const [registry, rest] = splitDomain(name)
  const colon = rest.indexOf(':')
  const remote = colon < 0 ? rest : rest.slice(0, colon)
  if (goLowerCase(remote) !== remote) return `invalid reference format: repository name (${remote}) must be lowercase`
  const whole = `${registry}/${rest}`
  const match = reference.exec(whole)
  if (match === null) {
    return reference.test(goLowerCase(whole)) ? 'repository name must be lowercase' : invalid
  }
  if ((match[1] ?? '').length > longestPath) {
    return `repository name must not be more than ${longestPath} characters`
  }
  return match[2] === undefined ? undefined : checkDigest(match[2])
}

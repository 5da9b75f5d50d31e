import type { Step } from '../../analysis/stage-node.js'

/** A port of EXPOSE: `[address:][host port:]port[/protocol]`. */
export interface ExposedPort {
  readonly text: string
  /** What stands in front of the container's port, without the colon in between. */
  readonly host: string
  /** The port with its protocol. */
  readonly container: string
  readonly protocol: string
}

/** Whether BuildKit refuses a port: then it does not come to those behind it. */
const isRefused = (container: string): boolean => {
  const [, first, last = first, protocol = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/([a-z]*))?$/i.exec(container) ?? []
  if (first === undefined || !['', 'tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) return true
  return Number(last) > 65_535 || Number(last) < Number(first)
}

const plain = /^[1-9]\d{0,3}$/

/** The ports that an EXPOSE names, with its variables resolved, in the order in which BuildKit takes them. */
export const portsOf = ({ ports = [] }: Step): readonly ExposedPort[] => {
  const [first, ...others] = ports
  // Nearly all name one port and nothing else.
  if (first !== undefined && others.length === 0 && plain.test(first.value))
    return [{ text: first.value, host: '', container: first.value, protocol: '' }]
  const texts = [...ports]
    .sort((left, right) => (left.word < right.word ? -1 : left.word > right.word ? 1 : 0))
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((text) => text !== '')
  const found = texts.map((text) => {
    const colon = text.lastIndexOf(':')
    const container = text.slice(colon + 1)
    const host = colon < 0 ? '' : text.slice(0, colon).replace(/^:$/, '')
    return { text, host, container, protocol: container.split('/')[1] ?? '' }
  })
  const refused = found.findIndex(({ container }) => isRefused(container))
  return refused < 0 ? found : found.slice(0, refused)
}

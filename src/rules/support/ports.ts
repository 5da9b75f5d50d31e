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

/** The ports that an EXPOSE names, with its variables resolved. */
export const portsOf = ({ ports = [] }: Step): readonly ExposedPort[] =>
  ports
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((text) => text !== '')
    .map((text) => {
      const colon = text.lastIndexOf(':')
      const container = text.slice(colon + 1)
      const host = colon < 0 ? '' : text.slice(0, colon).replace(/^:$/, '')
      return { text, host, container, protocol: container.split('/')[1] ?? '' }
    })

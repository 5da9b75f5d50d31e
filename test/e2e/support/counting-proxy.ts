import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A proxy for downloads that counts what comes through. */
export interface CountingProxy {
  /** `http://127.0.0.1:41234`. */
  readonly url: string
  /** Bytes that came from the hosts between two moments, with what encryption adds. */
  readonly bytes: (from?: number, to?: number) => number
  readonly close: () => void
}

/** Starts a proxy on loopback: whoever is told of it downloads through it, whatever the program and the protocol inside. */
export const countingProxy = async (): Promise<CountingProxy> => {
  const arrivals: (readonly [moment: number, bytes: number])[] = []
  const open = new Set<{ readonly destroy: () => void }>()
  const server = createServer((_, response) => response.end('counting\n'))
  server.on('connect', (request, client, head) => {
    const [, host = '', port = '443'] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(request.url ?? '') ?? []
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      client.pipe(upstream)
      upstream.pipe(client)
    })
    upstream.on('data', (chunk: Buffer) => arrivals.push([Date.now(), chunk.length]))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    bytes: (from = 0, to = Number.POSITIVE_INFINITY) =>
      arrivals.reduce((sum, [moment, bytes]) => (moment >= from && moment <= to ? sum + bytes : sum), 0),
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

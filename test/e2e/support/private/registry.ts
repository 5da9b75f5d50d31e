import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Authority } from './authority.js'

/** What a registry gives by the path that is asked for. */
export type Shelf = Readonly<Record<string, string | Buffer>>

/** A registry on loopback, over TLS, that gives its files to whoever brings the token. */
export interface Registry {
  /** `localhost:41234`, since pip compares certificates with names only. */
  readonly host: string
  /** Puts files on its shelf, which may name its host. */
  readonly fill: (shelf: Shelf) => void
  /** Requests that brought the token, requests that did not, and handshakes that the other side broke off. */
  readonly seen: { let: number; refused: number; distrusted: number }
  readonly close: () => void
}

/** The ways in which package managers bring a token: as it is, behind `Bearer`, or as the password of `user`. */
const accepted = (token: string): readonly string[] => [
  token,
  `Bearer ${token}`,
  `Basic ${Buffer.from(`user:${token}`).toString('base64')}`,
]

/** Starts a registry. */
export const registry = async ({ key, certificate }: Authority, token: string): Promise<Registry> => {
  const seen = { let: 0, refused: 0, distrusted: 0 }
  const shelf = new Map<string, string | Buffer>()
  const server = createServer({ key, cert: certificate }, (request, response) => {
    if (!accepted(token).includes(request.headers.authorization ?? '')) {
      seen.refused += 1
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end()
    }
    seen.let += 1
    const content = shelf.get(decodeURIComponent(request.url ?? ''))
    if (content === undefined) return response.writeHead(404).end()
    const types = typeof content === 'string' && content.startsWith('<') ? 'text/html' : 'application/octet-stream'
    response.setHeader('content-type', types)
    return response.end(content)
  })
  server.on('tlsClientError', () => (seen.distrusted += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `localhost:${port}`,
    fill: (files) => Object.entries(files).forEach(([path, content]) => shelf.set(path, content)),
    seen,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

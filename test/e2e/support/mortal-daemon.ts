import { rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'

/** A daemon that can be reached until it is asked for something. */
export interface MortalDaemon {
  /** For DOCKER_HOST. */
  readonly host: string
  /** Whether it was asked, and is gone. */
  readonly died: () => boolean
  readonly close: () => void
}

/**
 * Stands before the daemon whose socket is `real`, as `path`, and goes away for good when a request holds `fatal`; the daemon
 * itself stays.
 */
export const mortalDaemon = async (real: string, path: string, fatal: string): Promise<MortalDaemon> => {
  const open = new Set<Socket>()
  let dead = false
  const close = (): void => {
    for (const socket of open) socket.destroy()
    server.close()
  }
  const server = createServer((client) => {
    const daemon = connect(real)
    client.on('data', (chunk) => {
      if (!chunk.includes(fatal)) return
      dead = true
      close()
      void rm(path, { force: true })
    })
    client.pipe(daemon)
    daemon.pipe(client)
    for (const socket of [client, daemon]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { host: `unix://${path}`, died: () => dead, close }
}

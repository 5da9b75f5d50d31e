import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { command } from './docker.js'

/** A registry on loopback that gives one package, to whoever brings the token. */
export interface PrivateNpm {
  /** `127.0.0.1:41234`. */
  readonly host: string
  /** Hash of the archive, as lockfiles have it. */
  readonly integrity: string
  /** Requests that brought the token, and requests that did not. */
  readonly requests: { let: number; refused: number }
  readonly close: () => void
}

/** The package that the registry gives. */
export const privatePackage = '@private/greeting'

const pack = async (folder: string): Promise<Buffer> => {
  const source = join(folder, 'package')
  await mkdir(source)
  await writeFile(
    join(source, 'package.json'),
    JSON.stringify({ name: privatePackage, version: '1.0.0', main: 'index.js' }),
  )
  await writeFile(join(source, 'index.js'), "module.exports = 'greetings from inside'\n")
  const { code, stderr } = await command('tar', ['-czf', 'greeting.tgz', 'package'], { cwd: folder })
  if (code !== 0) throw new Error(stderr)
  return readFile(join(folder, 'greeting.tgz'))
}

/** Starts the registry; `folder` is for its files. */
export const privateNpm = async (folder: string, token: string): Promise<PrivateNpm> => {
  const archive = await pack(folder)
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  const requests = { let: 0, refused: 0 }
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      requests.refused += 1
      return response.writeHead(401).end()
    }
    requests.let += 1
    if (request.url?.endsWith('.tgz') === true) return response.end(archive)
    const dist = { integrity, tarball: `http://${request.headers.host}/${privatePackage}/-/greeting-1.0.0.tgz` }
    const version = { name: privatePackage, version: '1.0.0', dist }
    response.setHeader('content-type', 'application/json')
    return response.end(
      JSON.stringify({ name: privatePackage, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    integrity,
    requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../docker.js'

/** A certificate authority that nobody knows, and what a server needs that it vouches for. */
export interface Authority {
  /** The file with its certificate. */
  readonly file: string
  readonly key: Buffer
  readonly certificate: Buffer
}

const leaf = `basicConstraints=CA:FALSE
subjectAltName=IP:127.0.0.1,DNS:localhost
extendedKeyUsage=serverAuth
`

/** Makes an authority and a certificate for loopback with OpenSSL; undefined where that is not installed. */
export const authority = async (folder: string): Promise<Authority | undefined> => {
  const at = (name: string): string => join(folder, name)
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await writeFile(at('leaf.cnf'), leaf)
  const steps: readonly (readonly string[])[] = [
    [
      ...[
        'req',
        '-x509',
        ...curve,
        '-days',
        '2',
        '-subj',
        '/CN=Company CA',
        '-keyout',
        at('ca.key'),
        '-out',
        at('ca.pem'),
      ],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ],
    ['req', ...curve, '-subj', '/CN=registry', '-keyout', at('leaf.key'), '-out', at('leaf.csr')],
    [
      ...['x509', '-req', '-days', '2', '-in', at('leaf.csr'), '-extfile', at('leaf.cnf'), '-out', at('leaf.pem')],
      ...['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ],
  ]
  for (const args of steps) {
    const { code, stderr } = await command('openssl', args)
    if (code < 0) return undefined
    if (code > 0) throw new Error(stderr)
  }
  return { file: at('ca.pem'), key: await readFile(at('leaf.key')), certificate: await readFile(at('leaf.pem')) }
}

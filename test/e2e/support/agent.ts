import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from './docker.js'

/** An SSH agent of one's own, with a key that exists nowhere else. */
export interface Agent {
  /** Path of its socket. */
  readonly socket: string
  /** The public key, without its comment. */
  readonly publicKey: string
  /** A line of the private key. */
  readonly secret: string
}

/** Runs `action` with an agent that ends afterwards; undefined where OpenSSH is not installed. */
export const withAgent = async <Result>(
  folder: string,
  action: (agent: Agent) => Promise<Result>,
): Promise<Result | undefined> => {
  const socket = join(folder, 'agent')
  const key = join(folder, 'key')
  const made = await command('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'e2e', '-f', key])
  if (made.code !== 0) return undefined
  const started = await command('ssh-agent', ['-s', '-a', socket])
  const pid = /SSH_AGENT_PID=(\d+)/.exec(started.stdout)?.[1]
  if (pid === undefined) return undefined
  try {
    await command('ssh-add', ['-q', key], { env: { SSH_AUTH_SOCK: socket } })
    const [type, value] = (await readFile(`${key}.pub`, 'utf8')).split(' ')
    const [, secret = ''] = (await readFile(key, 'utf8')).split('\n')
    return await action({ socket, publicKey: `${type} ${value}`, secret })
  } finally {
    process.kill(Number(pid))
  }
}

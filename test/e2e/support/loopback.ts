import { countingProxy } from './counting-proxy.js'
import { command } from './docker.js'

let asked: Promise<boolean> | undefined

const ask = async (): Promise<boolean> => {
  const proxy = await countingProxy()
  try {
    const dockerfile = `FROM alpine:3.23\nRUN wget -q -O- ${proxy.url}/reachable\n`
    const words = ['buildx', 'build', '--no-cache', '--output', 'type=cacheonly', '-']
    const { code } = await command('docker', words, { input: dockerfile })
    return code === 0
  } finally {
    proxy.close()
  }
}

/** Whether a RUN of the builder reaches what listens on loopback here. */
export const loopbackReachable = (): Promise<boolean> => (asked ??= ask())

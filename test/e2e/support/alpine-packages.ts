import { command } from './docker.js'

let asked: Promise<boolean> | undefined

const ask = async (): Promise<boolean> => {
  const words = ['buildx', 'build', '--no-cache', '--output', 'type=cacheonly', '-']
  const { code } = await command('docker', words, { input: 'FROM alpine:3.23\nRUN apk update\n' })
  return code === 0
}

/** Whether a RUN of the builder reaches the packages of Alpine. */
export const alpinePackages = (): Promise<boolean> => (asked ??= ask())

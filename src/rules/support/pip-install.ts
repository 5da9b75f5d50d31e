import type { RunCall } from './run-calls.js'

type Words = readonly string[]

const behind = (args: Words, index: number): Words | undefined => (index < 0 ? undefined : args.slice(index + 1))

/**
 * The words behind `install` where hadolint sees a call of pip, with options in front of it; `undefined` for any other
 * call. pipx is among them.
 */
export const hadolintPipInstall = ({ name, args }: RunCall): Words | undefined => {
  const isModule = args.some((arg, at) => arg === '-m' && args[at + 1] === 'pip' && args[at + 2] === 'install')
  if (!(/^pip(?!env)/.test(name) || (name.startsWith('python') && isModule))) return undefined
  const words = behind(args, args.indexOf('install'))
  const first = words?.findIndex((word) => word !== 'install') ?? 0
  return words?.slice(first < 0 ? words.length : first)
}

/** The words of a call that installs with pip, pipx or uv, but for the word `install`; `undefined` for any other call. */
export const pipInstall = ({ name, args }: RunCall): Words | undefined => {
  let words: Words | undefined = args
  if (name.startsWith('python'))
    words = behind(
      args,
      args.findIndex((arg, at) => arg === 'pip' && args[at - 1] === '-m'),
    )
  else if (name === 'uv') words = args[0] === 'pip' ? args.slice(1) : undefined
  else if (!/^pip(?:x|[\d.]*)$/.test(name)) return undefined
  const index = words?.indexOf('install') ?? -1
  return index < 0 ? undefined : words?.filter((_, at) => at !== index)
}

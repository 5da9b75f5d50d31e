/** The parts of `linux/arm64/v8`. */
export interface Platform {
  readonly os: string
  readonly architecture: string
}

const operatingSystems = [
  'linux',
  'windows',
  'darwin',
  'freebsd',
  'netbsd',
  'openbsd',
  'wasi',
  'android',
  'solaris',
  'plan9',
]
const architectures = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x', 'wasm']
const otherNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  armhf: 'arm',
  armel: 'arm',
}
const part = /^[A-Za-z0-9_.-]+$/
const system = /^([A-Za-z0-9_-]+)(?:\([^)]*\))?$/

/**
 * Reads a platform as containerd does; `undefined` for what is none. A lone system is taken with amd64, a lone
 * architecture with linux.
 */
export const parsePlatform = (text: string): Platform | undefined => {
  const [first = '', second, ...rest] = text.split('/')
  const os = system.exec(first)?.[1]?.toLowerCase()
  if (os === undefined || rest.length > 1 || ![second ?? 'x', ...rest].every((each) => part.test(each)))
    return undefined
  if (second !== undefined) return { os: os === 'macos' ? 'darwin' : os, architecture: otherNames[second] ?? second }
  if (operatingSystems.includes(os)) return { os, architecture: 'amd64' }
  const architecture = otherNames[first] ?? first
  return architectures.includes(architecture) ? { os: 'linux', architecture } : undefined
}

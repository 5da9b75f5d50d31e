import type { ScriptCommand } from '../../analysis/script.js'
import { operandsOf, unwrapped } from './command-line.js'

/** System package managers: the word that installs may stand behind options with values. */
const system: Readonly<Record<string, readonly string[]>> = {
  'apt-get': ['install', 'build-dep'],
  apt: ['install', 'build-dep'],
  aptitude: ['install'],
  apk: ['add'],
  yum: ['install', 'groupinstall', 'localinstall'],
  dnf: ['install', 'groupinstall'],
  microdnf: ['install'],
  zypper: ['install', 'in'],
}

const installing = ['install', 'i', 'ci', 'add', 'sync', 'require', 'update']

/** Package managers of languages: their first word says what they do. */
const languages: Readonly<Record<string, readonly string[]>> = {
  npm: installing,
  pnpm: installing,
  bun: installing,
  yarn: ['install', 'add', ''],
  pip: ['install'],
  pip3: ['install'],
  poetry: installing,
  pdm: installing,
  pipenv: installing,
  gem: ['install'],
  bundle: ['install'],
  composer: installing,
  cargo: ['build', 'install'],
  go: ['build', 'install', 'get'],
  conda: installing,
  mamba: installing,
}

/** How a command that installs or compiles packages is called (`apt-get install`); `undefined` for any other command. */
export const installOf = ({ name, args }: Pick<ScriptCommand, 'name' | 'args'>): string | undefined => {
  const [program, words] = unwrapped(name, args)
  const wanted = system[program]
  if (wanted !== undefined) {
    const found = words.find((word) => wanted.includes(word))
    return found === undefined || words.some((word) => /^(?:-s|--simulate|--help)$/.test(word))
      ? undefined
      : `${program} ${found}`
  }
  if (program === 'uv') {
    const operands = operandsOf(words)
    const what = operands[0] === 'pip' ? operands.slice(0, 2).join(' ') : operands[0]
    return what === 'sync' || what === 'pip install' ? `uv ${what}` : undefined
  }
  if (/^python[\d.]*$/.test(program))
    return words[0] === '-m' && words[1] === 'pip' && words.includes('install') ? 'pip install' : undefined
  const verbs = languages[program]
  if (verbs === undefined) return undefined
  const [first = ''] = operandsOf(words)
  return verbs.includes(first) ? `${program} ${first}`.trim() : undefined
}

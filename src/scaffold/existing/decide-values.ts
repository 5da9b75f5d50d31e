import type { Expansion } from '../../analysis/expansion.js'
import { buildVariable } from './build-variables.js'
import { type Decision, type DecisionContext, left, same } from './decision.js'
import { looksSecret } from './secret.js'
import type { ExposeSetting, PairSetting, WordSetting } from './setting.js'

/** Why the value of a word is not one to write down. */
const notPlain = ({ word, value, certain, overridable, unmatched, matched }: Expansion): string | undefined => {
  const name = unmatched[0] ?? matched[0]
  if (!certain) return `only the build knows its value${name === undefined ? '' : `: it is made of \`$${name}\``}`
  if (overridable) return `its value comes from the build argument in \`${word}\``
  return value.includes('$') ? 'it holds a `$`, which an option would expand' : undefined
}

/** `4` for `'4'`, as one would write it. */
const plainValue = (value: string): string | number => (/^(?:0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value)

const isUsedBy = (scripts: readonly string[], name: string): boolean => {
  const escaped = name.replace(/[^\w]/g, String.raw`\$&`)
  const use = new RegExp(String.raw`\$(?:\{${escaped}\b|${escaped}\b)`)
  return scripts.some((script) => use.test(script))
}

/** ENV: what the container needs, without what the preset sets itself, what steers the build, and secrets. */
export const decideEnv = ({ name, value }: PairSetting, { old, own }: DecisionContext): Decision => {
  if (looksSecret(name, value.value)) return left('it looks like a secret: set it when the container starts')
  const sets = own?.settings.find((setting) => setting.kind === 'env' && setting.name === name)
  if (sets?.kind === 'env') return same(`the preset sets it to \`${sets.value.value}\``)
  const why =
    buildVariable(name) ?? (isUsedBy(old.scripts, name) ? 'a RUN uses it, so it is for the build' : notPlain(value))
  return why === undefined ? { kind: 'kept', options: { env: { [name]: plainValue(value.value) } } } : left(why)
}

/** LABEL, where its value is written down. */
export const decideLabel = ({ name, value }: PairSetting): Decision => {
  const why = looksSecret(name, value.value) ? 'it looks like a secret' : notPlain(value)
  return why === undefined ? { kind: 'kept', options: { labels: { [name]: value.value } } } : left(why)
}

const tcpPort = ({ port }: ExposeSetting): number | undefined => {
  const match = /^(\d{1,5})(?:\/tcp)?$/i.exec(port.value)
  return match?.[1] === undefined ? undefined : Number(match[1])
}

/** EXPOSE: the one port that a preset has. */
export const decideExpose = (setting: ExposeSetting, { old, own }: DecisionContext): Decision => {
  const port = tcpPort(setting)
  if (port === undefined) return left('it is not one TCP port')
  const portsOf = (stage: typeof old | undefined): readonly number[] =>
    stage?.settings.flatMap((each) => (each.kind === 'expose' ? (tcpPort(each) ?? []) : [])) ?? []
  const found = portsOf(own)
  if (found.includes(port)) return same('the preset finds the same port in the sources')
  const ports = portsOf(old)
  const chosen = ports.find((each) => found.includes(each)) ?? ports[0]
  return port === chosen
    ? { kind: 'kept', options: { port } }
    : left(`a preset exposes one port; add \`.extend('runtime', (s) => s.expose(${port}))\``)
}

/** USER: presets bring their own. */
export const decideUser = ({ value }: WordSetting, { own }: DecisionContext): Decision => {
  const mine = own?.settings.find(({ kind }) => kind === 'user')
  const name = mine?.kind === 'user' ? mine.value.value : undefined
  if (name === value.value) return same('the preset runs as the same user')
  const who = name === undefined ? 'a user of its own' : `\`${name}\``
  const isRoot = /^(?:root|0)(?::|$)/.test(value.value)
  return left(`the preset runs as ${who}${isRoot ? ', not as root' : ', by number, which every orchestrator accepts'}`)
}

/** STOPSIGNAL by its name. */
export const decideStopSignal = ({ value }: WordSetting): Decision => {
  const signal = /^[A-Z]/.test(value.value) && !value.value.startsWith('SIG') ? `SIG${value.value}` : value.value
  return signal === 'SIGTERM' || signal === '15'
    ? same('that is what containers are sent')
    : { kind: 'kept', options: { stopSignal: signal } }
}

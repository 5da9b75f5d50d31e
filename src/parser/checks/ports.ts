import { goQuote } from '../../words/go-text.js'
import { parseInteger } from './numbers.js'

const parsePort = (text: string): number | undefined => {
  const value = parseInteger(text, 64)
  return typeof value === 'bigint' && value >= 0n && value <= 65535n ? Number(value) : undefined
}

/** How many ports a range holds beyond its first; `undefined` for a text that is no range. */
const parseRange = (text: string): number | undefined => {
  const dash = text.indexOf('-')
  const start = dash < 0 ? text : text.slice(0, dash)
  const first = parsePort(start)
  if (first === undefined || dash < 0 || start === text.slice(dash + 1)) return first === undefined ? undefined : 0
  const last = parsePort(text.slice(dash + 1))
  return last === undefined || last < first ? undefined : last - first
}

const isIpv4 = (text: string): boolean =>
  /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text) && text.split('.').every((each) => Number(each) <= 255)

const isIpv6 = (text: string): boolean => {
  const gap = text.includes('::')
  if (gap && text.indexOf('::') !== text.lastIndexOf('::')) return false
  const last = text.slice(text.lastIndexOf(':') + 1)
  const mapped = last.includes('.')
  if (mapped && !isIpv4(last)) return false
  const groups = (mapped ? text.slice(0, -last.length) + '0:0' : text).split(/::?/).filter((each) => each !== '')
  if (!groups.every((each) => /^[\da-f]{1,4}$/i.test(each))) return false
  if (/^:[^:]|[^:]:$|:::/.test(text)) return false
  return gap ? groups.length < 8 : groups.length === 8
}

const addressMessage = (ip: string): string | undefined => {
  const bare = /^\[([^[\]]*)\]$/.exec(ip)?.[1] ?? ip
  return bare === '' || isIpv4(bare) || (bare.includes(':') && isIpv6(bare)) ? undefined : `invalid IP address: ${bare}`
}

/** Most are no more than that. */
const plainPort = /^\d{1,4}$/

/**
 * BuildKit's message about a port of EXPOSE, its variables expanded.
 *
 * @example
 * ```ts
 * checkPort('80/http') // 'invalid port: "80/http": invalid proto: http'
 * ```
 */
export const checkPort = (text: string): string | undefined => {
  if (plainPort.test(text)) return undefined
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const host = parts.at(-2) ?? ''
  const slash = last.indexOf('/')
  const ports = slash < 0 ? last : last.slice(0, slash)
  const protocol = slash < 0 ? '' : last.slice(slash + 1)
  if (ports === '') return `invalid port: ${goQuote(text)}: no port specified`
  if (!['', 'tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
    return `invalid port: ${goQuote(text)}: invalid proto: ${protocol}`
  }
  const address = addressMessage(parts.slice(0, -2).join(':'))
  if (address !== undefined) return address
  const range = parseRange(ports)
  if (range === undefined) return `invalid containerPort: ${ports}`
  if (host === '') return undefined
  const hostRange = parseRange(host)
  if (hostRange === undefined) return `invalid hostPort: ${host}`
  return range !== hostRange && range !== 0
    ? `invalid ranges specified for container and host Ports: ${ports} and ${host}`
    : undefined
}

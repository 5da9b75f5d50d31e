import type { PortFact } from '../common-facts.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import { scanSources } from '../source-scan.js'
import type { RustBin } from './rust-facts.js'

const patterns: readonly RegExp[] = [
  /\b(?:bind|bind_auto_h2c|serve|SocketAddr|parse|TcpListener::bind|from_static)\b[^;\n]*?"(?:[\d.]+|\[::1?\]|::|localhost|\{[^}]*\})?:(?<port>\d{2,5})"/g,
  /\(\s*\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]\s*,\s*(?<port>\d{2,5})\s*\)/g,
  /\.bind\(\s*\(\s*"[^"]*"\s*,\s*(?<port>\d{2,5})\s*\)/g,
  /\b(?:PORT|port)\b[^;\n]{0,120}\bunwrap_or(?:_else)?\([^;\n]*?(?<port>\d{2,5})/g,
  /\bconst\s+\w*PORT\w*\s*:\s*u16\s*=\s*(?<port>\d{2,5})/g,
  /\bdefault_value(?:_t)?\s*=\s*"?(?:[\d.]+:)?(?<port>\d{4,5})"?\s*\)?\]?\s*\n[^\n]*\b(?:port|addr)/g,
  /"(?:0\.0\.0\.0|127\.0\.0\.1|\[::\]):(?<port>\d{2,5})"/g,
]

/** Crates that listen. A program without any of them is a tool, and its sources are not searched. */
const servers = [
  'axum',
  'actix-web',
  'rocket',
  'warp',
  'poem',
  'salvo',
  'tide',
  'hyper',
  'tonic',
  'tokio',
  'async-std',
  'tiny_http',
  'rouille',
  'gotham',
  'ntex',
  'pingora',
  'loco-rs',
  'smol',
]

/** The port that a Rust source binds. */
export const readRustPort = (
  project: Project,
  bins: readonly RustBin[],
  crates: ReadonlySet<string>,
): PortFact | undefined => {
  if (bins.length === 0 || !servers.some((name) => crates.has(name))) return undefined
  const files = scanSources(project, {
    language: 'rust',
    extensions: ['.rs'],
    skipDir: (_, name) => /^(?:tests|benches|examples|fuzz)$/.test(name),
    mentions: /port|bind|Addr|listen/i,
  })
  for (const pattern of patterns) {
    for (const file of files) {
      const { path, source } = file
      if (source.search(pattern) === -1) continue
      const { code } = file
      const match = [...code.matchAll(pattern)].find((found) => Number(found.groups?.['port']) <= 65_535)
      if (match?.groups?.['port'] === undefined) continue
      const variable = /\benv::var\(\s*"PORT"/.test(code) ? { variable: 'PORT' } : {}
      return {
        port: Number(match.groups['port']),
        source: 'source',
        ...variable,
        place: { file: path, line: lineAt(source, match.index) },
      }
    }
  }
  return undefined
}

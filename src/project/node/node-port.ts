import type { PortFact } from '../common-facts.js'
import { isForeignPort } from '../foreign-port.js'
import { parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import { scanSources, type ScannedFile } from '../source-scan.js'
import { frameworkPort } from './frameworks.js'
import { nitroPort, startsNitro } from './nitro.js'
import type { NodeEntry, NodeFrameworkFact, NodeManifest } from './node-facts.js'

/** Literal ports, the surest first. Group `port` is the number, group `name` the variable that overrides it. */
const patterns: readonly RegExp[] = [
  /\bprocess\.env(?:\.(?<name>\w*PORT)|\[['"](?<key>\w*PORT)['"]\])\s*(?:\|\||\?\?)\s*['"]?(?<port>\d{2,5})\b/g,
  // Nest's ConfigService, node-config, Express: `get('PORT') || 3000`, `get<number>('PORT', 3000)`.
  /\bget(?:<\w+>)?\(\s*['"](?<name>\w*PORT)['"](?:\s*,\s*|\s*\)\s*(?:\|\||\?\?)\s*)['"]?(?<port>\d{2,5})\b/g,
  /\.listen\(\s*(?:\{\s*port:\s*)?(?<port>\d{2,5})\b/g,
  /\bserve\(\s*\{[^}]*\bport:\s*(?<port>\d{2,5})\b/g,
  /\b(?:const|let|var)\s+(?:port|PORT)\s*(?::\s*\w+\s*)?=\s*['"]?(?<port>\d{2,5})\b/g,
  /\.listen\(\s*(?!\d)[^;\n]{1,80}?(?:\|\||\?\?)\s*['"]?(?<port>\d{2,5})\b/g,
  /\bPORT\b[^\n]{0,60}\.default\(\s*['"]?(?<port>\d{2,5})\b/g,
]

/** Files beside the entry come first: another folder may hold a client, or a check that asks the service's port. */
const nearFirst = (files: readonly ScannedFile[], entry: NodeEntry | undefined): readonly ScannedFile[] => {
  const folder = entry?.kind === 'file' && entry.exists ? parentPath(entry.file) : 'src'
  const isNear = ({ path }: ScannedFile): boolean => parentPath(path) === folder || path.startsWith(`${folder}/`)
  return [...files.filter(isNear), ...files.filter((file) => !isNear(file))]
}

const sourcePort = (project: Project, entry: NodeEntry | undefined): PortFact | undefined => {
  const found = scanSources(project, {
    language: 'js',
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'],
    skipFile: (name) => /\.(?:test|spec|d|stories|config|min)\.[cm]?[jt]sx?$/.test(name),
    skipDir: (_, name) =>
      /^(?:tests?|e2e|__mocks__|fixtures|docs|examples?|public|static|assets|cypress|scripts|node_modules)$/.test(name),
    mentions: /\blisten\b|PORT|\bserve\(/,
  })
  const files = nearFirst(found, entry)
  for (const pattern of patterns) {
    for (const file of files) {
      const { path, source } = file
      if (source.search(pattern) === -1) continue
      const { code } = file
      const match = [...code.matchAll(pattern)].find(
        ({ groups }) => Number(groups?.['port']) <= 65_535 && !isForeignPort(groups?.['name'] ?? groups?.['key']),
      )
      if (match?.groups?.['port'] === undefined) continue
      const variable =
        match.groups['name'] ??
        match.groups['key'] ??
        (/\bprocess\.env(?:\.PORT\b|\[['"]PORT['"]\])/.test(code) ? 'PORT' : undefined)
      return {
        port: Number(match.groups['port']),
        source: 'source',
        ...(variable === undefined ? {} : { variable }),
        place: { file: path, line: lineAt(source, match.index) },
      }
    }
  }
  return undefined
}

/** Programs that serve files, the flags of their ports, and the ports that they choose. */
const fileServers: Readonly<Record<string, { readonly flag: RegExp; readonly port: number }>> = {
  serve: { flag: /(?:^|\s)(?:-l|--listen)[= ](?:tcp:\/\/[\w.]+:)?(\d{2,5})\b/, port: 3000 },
  'http-server': { flag: /(?:^|\s)-p ?(\d{2,5})\b/, port: 8080 },
}

/** The port: what the start script says, then the sources, then the framework. */
export const readNodePort = (
  project: Project,
  manifest: NodeManifest,
  entry: NodeEntry | undefined,
  framework: NodeFrameworkFact | undefined,
): PortFact | undefined => {
  const isStatic = framework?.kind === 'static'
  if (isStatic && entry === undefined) return undefined
  const words = entry === undefined ? '' : entry.kind === 'file' ? entry.args.join(' ') : entry.command
  const server = entry?.kind === 'command' ? fileServers[entry.words?.find((word) => word !== 'npx') ?? ''] : undefined
  const explicit =
    entry?.env['PORT'] ?? /(?:--port|-p)[= ](\d{2,5})\b/.exec(words)?.[1] ?? server?.flag.exec(words)?.[1]
  if (explicit !== undefined && /^\d{2,5}$/.test(explicit) && Number(explicit) <= 65_535) {
    return { port: Number(explicit), source: 'start-script', variable: 'PORT', place: { file: 'package.json' } }
  }
  const isMade = startsNitro(entry)
  // What serves files, and what a tool makes of the sources, listens where it says itself.
  const asksSources =
    server === undefined && framework?.kind !== 'ssr' && !isMade && (!isStatic || entry?.kind === 'file')
  const found = asksSources ? sourcePort(project, entry) : undefined
  if (found !== undefined) return found
  const port = server?.port ?? (isMade ? nitroPort : frameworkPort(manifest))
  return port === undefined ? undefined : { port, source: 'framework', variable: 'PORT' }
}

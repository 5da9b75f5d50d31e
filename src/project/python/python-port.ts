import type { PortFact } from '../common-facts.js'
import { isForeignPort } from '../foreign-port.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import type { ScannedFile } from '../source-scan.js'
import { isPrimary } from './python-apps.js'
import type { PythonApp } from './python-facts.js'

const patterns: readonly RegExp[] = [
  /\b(?:uvicorn|hypercorn|granian|waitress)\.(?:run|serve)\((?:[^()]|\([^()]*\))*?\bport\s*=\s*(?:int\()?(?:os\.(?:environ\.get|getenv)\(\s*['"](?<name>\w+)['"]\s*,\s*)?['"]?(?<port>\d{2,5})\b/g,
  /\b(?:app|application|server|web)\.(?:run|run_app)\((?:[^()]|\([^()]*\))*?\bport\s*=\s*(?:int\()?(?:os\.(?:environ\.get|getenv)\(\s*['"](?<name>\w+)['"]\s*,\s*)?['"]?(?<port>\d{2,5})\b/g,
  /\b(?:environ\.get|getenv)\(\s*['"](?<name>\w*PORT)['"]\s*,\s*['"]?(?<port>\d{2,5})\b/g,
  /^\s*bind\s*=\s*f?['"][^'"\n]*:(?<port>\d{2,5})['"]/gm,
]

const portOf = (match: RegExpExecArray): number => Number(match.groups?.['port'])

const procfile = (project: Project): PortFact | undefined => {
  const line = /^web:\s*(.+)$/m.exec(project.text('Procfile') ?? '')?.[1]
  const port = line === undefined ? undefined : /(?:--port[= ]|-p |:)(\d{2,5})\b/.exec(line)?.[1]
  return port === undefined ? undefined : { port: Number(port), source: 'config', place: { file: 'Procfile' } }
}

/** The port: a gunicorn configuration's or a `run(port=…)` of the sources, else the frameworks' usual 8000. */
export const readPythonPort = (
  project: Project,
  files: readonly ScannedFile[],
  app: PythonApp | undefined,
): PortFact | undefined => {
  for (const pattern of patterns) {
    for (const file of files) {
      const { path, source } = file
      if (source.search(pattern) === -1 || !isPrimary(path)) continue
      const { code } = file
      const match = [...code.matchAll(pattern)].find(
        (found) => portOf(found) <= 65_535 && !isForeignPort(found.groups?.['name']),
      )
      if (match === undefined) continue
      const variable = match.groups?.['name']
      return {
        port: portOf(match),
        source: /gunicorn/.test(path) ? 'config' : 'source',
        ...(variable === undefined ? {} : { variable }),
        place: { file: path, line: lineAt(source, match.index + match[0].search(/\S/)) },
      }
    }
  }
  return procfile(project) ?? (app === undefined ? undefined : { port: 8000, source: 'framework' })
}

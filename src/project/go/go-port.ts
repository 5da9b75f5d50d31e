import type { PortFact } from '../common-facts.js'
import { isForeignPort } from '../foreign-port.js'
import { joinPath, parentPath } from '../path.js'
import { lineAt } from '../source-mask.js'
import type { ScannedFile } from '../source-scan.js'
import type { GoMain } from './go-facts.js'

/** `http.ListenAndServe(":8080", …)`, `Addr: ":8080"`, gin's `Run(":8080")`, fiber's `Listen(":3000")`, defaults of flags and of the environment. */
const portPatterns: readonly RegExp[] = [
  /\b(?:ListenAndServe(?:TLS)?|Listen|Run|Start|StartServer|Serve)\(\s*(?:"tcp"\s*,\s*)?"[\w.[\]]*:(?<port>\d{2,5})"/g,
  /\bAddr(?:ess)?\s*:\s*"[\w.[\]]*:(?<port>\d{2,5})"/g,
  /\b(?:flag|pflag|fs|flags|\w*[fF]lagSet)\.(?:String|Int|Uint)\w*\(\s*(?:&?\w[\w.]*\s*,\s*)?"(?:\w*-)?(?:port|addr|address|listen|bind)[\w-]*"\s*,\s*(?:"\w"\s*,\s*)?"?(?:[\w.[\]]*:)?(?<port>\d{2,5})\b/g,
  /\b(?:[Gg]et[Ee]nv\w*|[Ee]nv\w*|env\.\w+)\(\s*"(?<name>\w*PORT\w*)"\s*,\s*"?:?(?<port>\d{2,5})"?\s*\)/g,
  /\bSetDefault\(\s*"(?:\w+\.)?(?:port|addr|address|listen)"\s*,\s*"?(?:[\w.[\]]*:)?(?<port>\d{2,5})\b/g,
  /"(?:\w+_)?(?:LISTEN|BIND)(?:_ADDR(?:ESS)?)?"[^"]{1,80}"[\w.[\]]*:(?<port>\d{2,5})"/g,
]

/** A variable with a telling name, the last resort. */
const namedPattern = /\b(?:port|addr|address|listenAddr|httpPort)\s*:?=\s*"(?:[\w.[\]]*:)?(?<port>\d{2,5})"/gi

/** Files in which such a variable is the program's own port: that of a client, `port = "80"`, is somebody else's. */
const ownPort = /\b(?:Listen|Serve|Run|Start)\w*\(|\bGetenv\(\s*"\w*PORT"/

const mentionsPort = /Listen|Run\(|Start|Serve|addr|port/i

/** The port that a Go program listens on; files of the main packages come first. */
export const readGoPort = (files: readonly ScannedFile[], mains: readonly GoMain[]): PortFact | undefined => {
  if (mains.length === 0) return undefined
  const mainDirs = new Set(mains.map(({ dir }) => joinPath(dir)))
  const isMain = ({ path }: ScannedFile): boolean => mainDirs.has(parentPath(path))
  const candidates = files.filter(({ source }) => mentionsPort.test(source) && /\d{2}/.test(source))
  const ordered = [...candidates.filter(isMain), ...candidates.filter((file) => !isMain(file))]
  const own = ordered.some(({ source }) => /\b(?:Getenv|LookupEnv)\(\s*"PORT"/.test(source)) ? 'PORT' : undefined
  for (const pattern of [...portPatterns, namedPattern]) {
    for (const file of pattern === namedPattern ? ordered.filter(({ source }) => ownPort.test(source)) : ordered) {
      // The raw text is tried first: masking a large repository costs more than all the searches.
      if (file.source.search(pattern) === -1) continue
      const match = [...file.code.matchAll(pattern)].find(
        ({ groups }) => Number(groups?.['port']) <= 65_535 && !isForeignPort(groups?.['name']),
      )
      if (match === undefined) continue
      const variable = match.groups?.['name'] ?? own
      return {
        port: Number(match.groups?.['port']),
        source: 'source',
        ...(variable === undefined ? {} : { variable }),
        place: { file: file.path, line: lineAt(file.source, match.index) },
      }
    }
  }
  return undefined
}

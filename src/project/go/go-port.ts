import type { PortFact } from '../common-facts.js'
import { isForeignPort } from '../foreign-port.js'
import { parentPath } from '../path.js'
import { lineAt } from '../source-mask.js'
import type { ScannedFile } from '../source-scan.js'

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

/** What a file says about the port, by pattern: the first match of each that is a port. */
type FilePorts = (pattern: RegExp) => PortFact | undefined

const portsOf = (file: ScannedFile): FilePorts => {
  const known = new Map<RegExp, PortFact | undefined>()
  return (pattern) => {
    if (known.has(pattern)) return known.get(pattern)
    // The raw text is tried first: masking a large repository costs more than all the searches.
    const match =
      file.source.search(pattern) === -1
        ? undefined
        : [...file.code.matchAll(pattern)].find(
            ({ groups }) => Number(groups?.['port']) <= 65_535 && !isForeignPort(groups?.['name']),
          )
    const variable = match?.groups?.['name']
    const fact: PortFact | undefined = match && {
      port: Number(match.groups?.['port']),
      source: 'source',
      ...(variable === undefined ? {} : { variable }),
      place: { file: file.path, line: lineAt(file.source, match.index) },
    }
    known.set(pattern, fact)
    return fact
  }
}

/** Gives the port that the program of some main packages listens on, by the folders of the packages that it is compiled from. */
export type GoPorts = (mains: readonly string[], isCompiled: (folder: string) => boolean) => PortFact | undefined

/** Looks for the ports of a module's programs; files of the main packages come first, and each is searched once for all programs. */
export const goPorts = (files: readonly ScannedFile[]): GoPorts => {
  const candidates = files
    .filter(({ source }) => mentionsPort.test(source) && /\d{2}/.test(source))
    .map((file) => ({
      folder: parentPath(file.path),
      ports: portsOf(file),
      serves: ownPort.test(file.source),
      reads: /\b(?:Getenv|LookupEnv)\(\s*"PORT"/.test(file.source),
    }))
  return (mains, isCompiled) => {
    if (mains.length === 0) return undefined
    const mainDirs = new Set(mains)
    const own = candidates.filter(({ folder }) => isCompiled(folder))
    const isMain = ({ folder }: (typeof own)[number]): boolean => mainDirs.has(folder)
    const ordered = [...own.filter(isMain), ...own.filter((each) => !isMain(each))]
    for (const pattern of [...portPatterns, namedPattern]) {
      for (const { ports, serves } of ordered) {
        const found = pattern === namedPattern && !serves ? undefined : ports(pattern)
        if (found === undefined) continue
        const variable = found.variable ?? (own.some(({ reads }) => reads) ? 'PORT' : undefined)
        return variable === undefined ? found : { ...found, variable }
      }
    }
    return undefined
  }
}

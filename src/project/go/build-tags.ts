import type { ScannedFile } from '../source-scan.js'

/** The operating systems that a file name's ending may restrict it to (go/build's list, shortened). */
const foreignSystem =
  /_(?:windows|darwin|freebsd|openbsd|netbsd|plan9|solaris|aix|android|ios|js|wasip1|dragonfly|illumos)(?:_\w+)?\.go$/

/** Whether a file's name says that a build for Linux leaves it out: `open_windows.go`. */
export const isForeignSystem = (name: string): boolean => foreignSystem.test(name)

/** What a build for Linux with the constraint sees: tags that hold are `linux`, `unix`, `cgo`, the Go versions and both image processors. */
const holds = (tag: string): boolean => /^(?:linux|unix|cgo|amd64|arm64|gc|go1\.\d+)$/.test(tag)

/** Evaluates a `//go:build` expression: `linux && !appengine`. Anything strange counts as true. */
export const buildTagHolds = (expression: string): boolean => {
  const tokens = expression.match(/&&|\|\||!|\(|\)|[\w.]+/g) ?? []
  let index = 0
  const unary = (): boolean => {
    const token = tokens[index++]
    if (token === '!') return !unary()
    if (token === '(') {
      const inside = either()
      index++
      return inside
    }
    return token !== undefined && holds(token)
  }
  const both = (): boolean => {
    let result = unary()
    while (tokens[index] === '&&') {
      index++
      const next = unary()
      result &&= next
    }
    return result
  }
  const either = (): boolean => {
    let result = both()
    while (tokens[index] === '||') {
      index++
      const next = both()
      result ||= next
    }
    return result
  }
  return either()
}

/** The `//go:build` expression of a file. */
export const constraintOf = (file: ScannedFile): string | undefined => {
  if (!file.source.includes('//go:build')) return undefined
  const packageClause = /^package\s/m.exec(file.bare)?.index ?? file.source.length
  return /^\/\/go:build\s+(.+)$/m.exec(file.source.slice(0, packageClause))?.[1]
}

/** Whether a file takes part in a plain `go build` for Linux. */
export const isBuilt = (file: ScannedFile): boolean => {
  const constraint = constraintOf(file)
  return constraint === undefined || buildTagHolds(constraint)
}

/** Whether a file has no constraint of its own: what only some processor or tag imports may not compile for another. */
export const isAlwaysBuilt = ({ path, source }: ScannedFile): boolean =>
  !/^\/\/(?:go:build|\s*\+build)\b/m.test(source) &&
  !/_(?:amd64|arm64|arm|386|s390x|ppc64le|riscv64|loong64)\.go$/.test(path)

/** The tags of a `//go:build` expression that a plain build for Linux does not set: `['ui']` of `ui && linux`. */
export const constraintTags = (expression: string): readonly string[] =>
  [...new Set(expression.match(/[\w.]+/g) ?? [])].filter((tag) => !holds(tag))

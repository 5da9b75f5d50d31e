import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { GenDockerfileError } from '../model/error.js'
import type { Place } from '../model/place.js'

/** A YAML file whose values know where they stand. */
export interface YamlSource {
  readonly value: unknown
  /** Where the value at a path of keys and indexes stands, or the nearest one around it that is there; `key` asks for its key. */
  readonly placeOf: (path: readonly PropertyKey[], key?: PropertyKey) => Place
}

const childOf = (node: Node | undefined, key: PropertyKey): { key?: Node; value?: Node } | undefined => {
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined
    return isNode(item) ? { value: item } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key))
  if (pair === undefined) return undefined
  return { ...(isNode(pair.key) ? { key: pair.key } : {}), ...(isNode(pair.value) ? { value: pair.value } : {}) }
}

const nodeAt = (document: Document, path: readonly PropertyKey[], key: PropertyKey | undefined): Node | undefined => {
  let node = isNode(document.contents) ? document.contents : undefined
  for (const step of path) {
    const child = childOf(node, step)
    if (child?.value === undefined) return child?.key ?? node
    node = child.value
  }
  return key === undefined ? node : (childOf(node, key)?.key ?? node)
}

/**
 * Reads YAML.
 *
 * @param file the name for people
 * @throws GenDockerfileError `invalid-yaml` at the line of the mistake.
 */
export const parseYaml = (text: string, file: string): YamlSource => {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const [error] = document.errors
  if (error !== undefined) {
    throw new GenDockerfileError({
      code: 'invalid-yaml',
      message: `\`${file}\` is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
      hint: 'YAML is indented by blanks; texts with `:`, `#` or `*` stand in quotes.',
      place: placeAt(error.pos[0]),
    })
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    placeOf: (path, key) => {
      const [start] = nodeAt(document, path, key)?.range ?? []
      return start === undefined ? { file } : placeAt(start)
    },
  }
}

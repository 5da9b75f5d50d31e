import { goLowerCase } from '../../src/words/go-text.js'
import type { SyntaxFailure, SyntaxTree } from '../../src/parser/syntax-tree.js'

interface OracleNode {
  readonly value: string
  readonly flags?: readonly string[]
  readonly attributes?: { readonly json?: boolean }
  readonly args?: readonly OracleNode[]
  readonly children?: readonly OracleNode[]
  readonly heredocs?: readonly {
    readonly name: string
    readonly fd?: number
    readonly expand: boolean
    readonly chomp: boolean
    readonly content: string
  }[]
  readonly original?: string
  readonly prevComments?: readonly string[]
  readonly startLine?: number
  readonly endLine?: number
}

/** BuildKit's message and the lines that it names. */
export interface OracleError {
  readonly message: string
  readonly locations?: readonly { readonly start: number }[]
}

/** The answer of bk-oracle in mode `parse`. */
export interface OracleParse {
  readonly error?: OracleError
  readonly escapeToken?: '\\' | '`'
  readonly syntax?: string
  readonly check?: string
  readonly warnings?: readonly { readonly line: number }[]
  readonly ast?: readonly OracleNode[]
}

const innerNode = (node: OracleNode): OracleNode | undefined => node.args?.[0]?.children?.[0]

/** What `parseSyntax` has to give where BuildKit answers `reply`. */
export const expectedTree = (reply: OracleParse): SyntaxTree | SyntaxFailure => {
  if (reply.error !== undefined) {
    return { error: { message: reply.error.message, line: reply.error.locations?.[0]?.start ?? 0 } }
  }
  return {
    directives: {
      ...(reply.syntax === undefined ? {} : { syntax: reply.syntax }),
      ...(reply.check === undefined ? {} : { check: reply.check }),
      escape: reply.escapeToken ?? '\\',
    },
    nodes: (reply.ast ?? []).map((node) => ({
      keyword: goLowerCase(node.value),
      flags: node.flags ?? [],
      args: (node.args ?? []).map((arg) => arg.children?.[0]?.original ?? arg.value),
      json: node.attributes?.json === true,
      heredocs: (node.heredocs ?? []).map(({ name, content, expand, chomp, fd = 0 }) => ({
        name,
        content,
        expand,
        chomp,
        fd,
      })),
      startLine: node.startLine ?? 0,
      endLine: node.endLine ?? 0,
      comments: node.prevComments ?? [],
    })),
  }
}

/** The instructions behind ONBUILD, which the syntax tree shows as text, in comparable form. */
export const expectedInner = (reply: OracleParse): unknown[] => {
  const describe = (node: OracleNode): object => {
    const inner = innerNode(node)
    return {
      written: node.value,
      flags: node.flags ?? [],
      args: (node.args ?? []).map((arg) => arg.children?.[0]?.original ?? arg.value),
      json: node.attributes?.json === true,
      ...(inner === undefined ? {} : { inner: describe(inner) }),
    }
  }
  return (reply.ast ?? []).flatMap((node) => innerNode(node) ?? []).map(describe)
}

import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import type { DockerfileDocument } from '../../src/model/document.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { renderDocument } from '../../src/renderer/index.js'
import { arbitraryDocument } from './arbitrary-document.js'
import { expectedSyntax, nodeOfOracle, type OracleNode } from './expected-syntax.js'
import type { Oracle } from './oracle-process.js'

interface Reply {
  readonly parse?: { readonly ast?: readonly OracleNode[]; readonly escapeToken?: string; readonly error?: unknown }
  readonly instructions?: {
    readonly stages?: readonly {
      readonly BaseName: string
      readonly Name: string
      readonly Commands: readonly unknown[] | null
    }[]
    readonly error?: unknown
  }
}

/** A document that BuildKit reads differently from what was rendered. */
export interface Disagreement {
  readonly text: string
  readonly expected: unknown
  readonly actual: unknown
}

/** What came of comparing a number of documents with BuildKit. */
export interface Comparison {
  /** Documents that were rendered and compared; the renderer refused the others. */
  readonly compared: number
  /** Those of them whose stages BuildKit accepts too, so that these were compared as well. */
  readonly staged: number
  readonly disagreements: readonly Disagreement[]
}

const textOf = (document: DockerfileDocument): string | undefined => {
  try {
    return renderDocument(document).text
  } catch (error) {
    if (isGenDockerfileError(error) && error.code.startsWith('unrenderable-')) return undefined
    throw error
  }
}

const stagesOf = ({ stages }: DockerfileDocument) =>
  stages.map(({ from, instructions }) => ({
    base: from.image,
    // Go's lower case of `İ` is a plain `i`.
    name: from.as?.replaceAll('\u0130', 'i').toLowerCase() ?? '',
    commands: instructions.length,
  }))

const compare = (document: DockerfileDocument, text: string, reply: Reply | undefined): Disagreement | undefined => {
  const expected = { escape: document.directives.escape, nodes: expectedSyntax(document) }
  const ast = reply?.parse?.ast
  const actual = ast && { escape: reply?.parse?.escapeToken, nodes: ast.map(nodeOfOracle) }
  if (!isDeepStrictEqual(actual, expected)) return { text, expected, actual: actual ?? reply }
  const stages = reply?.instructions?.stages?.map(({ BaseName: base, Name: name, Commands: commands }) => ({
    base,
    name,
    commands: commands?.length ?? 0,
  }))
  if (stages === undefined || isDeepStrictEqual(stages, stagesOf(document))) return undefined
  return { text, expected: stagesOf(document), actual: stages }
}

/** Renders documents and asks BuildKit whether it reads in them what they say: flags, words, heredocs, stages. */
export const compareDocuments = async (
  oracle: Oracle,
  documents: readonly DockerfileDocument[],
): Promise<Comparison> => {
  const rendered = documents.flatMap((document) => {
    const text = textOf(document)
    return text === undefined ? [] : [{ document, text }]
  })
  const replies = await oracle.request<Reply>(
    rendered.map(({ text }) => ({ dockerfile: text, modes: ['parse', 'instructions'] })),
  )
  return {
    compared: rendered.length,
    staged: replies.filter((reply) => reply.instructions?.stages !== undefined).length,
    disagreements: rendered.flatMap(({ document, text }, index) => compare(document, text, replies[index]) ?? []),
  }
}

/** Compares `count` documents made from a seed, some hundreds at a time. */
export const compareSample = async (oracle: Oracle, seed: number, count: number): Promise<Comparison> => {
  let compared = 0
  let staged = 0
  const disagreements: Disagreement[] = []
  for (let done = 0; done < count; done += 500) {
    const documents = fc.sample(arbitraryDocument, { seed: seed + done, numRuns: Math.min(500, count - done) })
    const batch = await compareDocuments(oracle, documents)
    compared += batch.compared
    staged += batch.staged
    disagreements.push(...batch.disagreements)
  }
  return { compared, staged, disagreements }
}

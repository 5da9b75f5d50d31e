import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How often rules found something in a collection of public Dockerfiles: docs/rules/corpus.json, which scripts/corpus-counts.ts writes. */
export interface CorpusCounts {
  /** Dockerfiles in the collection. */
  readonly files: number
  /** Findings by rule; a rule that found nothing is absent. */
  readonly findings: Readonly<Record<string, number>>
}

/** The file with the counts. */
export const corpusFile = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'docs',
  'rules',
  'corpus.json',
)

/** The text of a file with counts, rules in order. */
export const corpusText = ({ files, findings }: CorpusCounts): string => {
  const sorted = Object.fromEntries(Object.entries(findings).sort(([left], [right]) => (left < right ? -1 : 1)))
  return `${JSON.stringify({ files, findings: sorted }, undefined, 2)}\n`
}

/** The counts, where somebody has made them. */
export const readCorpus = (): CorpusCounts | undefined =>
  existsSync(corpusFile) ? JSON.parse(readFileSync(corpusFile, 'utf8')) : undefined

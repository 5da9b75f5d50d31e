import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fixText } from '../../src/linter/fix.js'
import { lintText } from '../../src/linter/lint-text.js'
import type { Diagnostic } from '../../src/model/diagnostic.js'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import type { SyntaxNode } from '../../src/parser/syntax-tree.js'
import { expandWord } from '../../src/words/expand-word.js'
import { describeWithShared } from '../support/oracle.js'

const meaning = (word: string): string => {
  const expanded = expandWord(word, (name) => `<${name}>`)
  return 'error' in expanded ? word : expanded.value
}

/** A node without what repairs change: what is left must stay. */
const essence = ({ keyword, args, json, flags, heredocs }: SyntaxNode): unknown => {
  const rest = { flags: flags.filter((flag) => flag !== '--platform=$TARGETPLATFORM'), heredocs }
  if (keyword === 'maintainer')
    return { ...rest, keyword: 'label', args: [['org.opencontainers.image.authors', args[0]]] }
  if (keyword === 'env' || keyword === 'label') {
    const pairs = args.flatMap((name, index) => (index % 3 === 0 ? [[name, meaning(args[index + 1] ?? '')]] : []))
    return { ...rest, keyword, args: pairs }
  }
  if (keyword === 'from')
    return { ...rest, keyword, args: [args[0], ...args.slice(1).map((word) => word.toLowerCase())] }
  if (keyword === 'expose') return { ...rest, keyword, args: args.map((word) => word.toLowerCase()) }
  if (keyword === 'cmd' || keyword === 'entrypoint') return { ...rest, keyword, args: args.join(' ').split(/\s+/) }
  return { ...rest, keyword, args, json }
}

const essenceOf = (text: string): unknown => {
  const tree = parseSyntax(text)
  return 'error' in tree ? tree : tree.nodes.map(essence)
}

/** Repairs that change how a Dockerfile is written, and nothing of what it means. */
const spelling = [
  'empty-continuation',
  'exec-form',
  'expose-casing',
  'from-as-casing',
  'instruction-casing',
  'legacy-key-value',
  'maintainer-deprecated',
  'redundant-target-platform',
  'stage-name-casing',
]

const errorsIn = (found: readonly Diagnostic[]): readonly string[] =>
  found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)

describeWithShared('corpus', (folder) => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.Dockerfile'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

  it('lets repairs of spelling leave the meaning', () => {
    let fixed = 0
    for (const [name, text] of files) {
      const result = fixText(text, (each) => lintText(each, { only: spelling }))
      fixed += result.fixed
      if (result.fixed > 0) expect(essenceOf(result.text), name).toEqual(essenceOf(text))
    }
    expect(fixed).toBeGreaterThan(500)
  })

  it('lets repairs remove what they are for, and bring no error', () => {
    for (const [name, text] of files) {
      const result = fixText(text, (each) => lintText(each))
      if (result.fixed === 0) continue
      const after = lintText(result.text)
      expect(
        after.filter(({ fix }) => fix !== undefined),
        name,
      ).toEqual([])
      const before = errorsIn(lintText(text))
      expect(
        errorsIn(after).filter((rule) => !before.includes(rule)),
        name,
      ).toEqual([])
      expect(
        fixText(result.text, (each) => lintText(each)),
        name,
      ).toEqual({ text: result.text, fixed: 0 })
    }
  })
})

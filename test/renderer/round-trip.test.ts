import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DockerfileDocument } from '../../src/model/document.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { renderDocument, type Rendered } from '../../src/renderer/index.js'
import { arbitraryDocument } from '../support/arbitrary-document.js'
import { comparable } from '../support/comparable-document.js'

/** The rendered document, `undefined` where the renderer refuses it. */
const rendered = (document: DockerfileDocument): Rendered | undefined => {
  try {
    return renderDocument(document)
  } catch (error) {
    if (isGenDockerfileError(error) && error.code.startsWith('unrenderable-')) return undefined
    throw error
  }
}

const parsed = (text: string): DockerfileDocument => {
  const result = parseDockerfile(text)
  if ('document' in result && result.problems.length === 0) return result.document
  throw new Error(`not read back: ${JSON.stringify(result)}\n${text}`)
}

const runs = { numRuns: 2000 }

describe('what is rendered and read back', () => {
  it('is the same document', () => {
    let refused = 0
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const result = rendered(document)
        if (result === undefined) {
          refused++
          return
        }
        expect(comparable(parsed(result.text))).toEqual(comparable(document))
      }),
      runs,
    )
    expect(refused).toBeLessThan(runs.numRuns / 2)
  })

  it('is rendered as the same text again', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = rendered(document)?.text
        if (text !== undefined) expect(renderDocument(parsed(text)).text).toBe(text)
      }),
      runs,
    )
  })
})

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { corpusTexts } from '../support/corpus.js'
import { describeWithShared } from '../support/oracle.js'
import { unheardRules } from './support/unheard.js'

describeWithShared('corpus', () => {
  it('takes no rule for not being about a file of the corpus in which it finds something', () => {
    for (const text of corpusTexts()) expect(unheardRules(text), text).toEqual([])
  })
})

describeWithShared('conformance/hadolint-cases.json', (path) => {
  const texts = [
    ...JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))).matchAll(/"dockerfile":("(?:[^"\\]|\\.)*")/g),
  ]

  it('takes no rule for not being about a case of hadolint in which it finds something', () => {
    expect(texts.length).toBeGreaterThan(500)
    for (const [, text = '""'] of texts) expect(unheardRules(JSON.parse(text))).toEqual([])
  })
})

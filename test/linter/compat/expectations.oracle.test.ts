import { expect, it } from 'vitest'
import { compareCases, compareCorpus } from '../../support/hadolint-expectations.js'
import type { Difference } from '../../support/hadolint-expectations.js'
import { describeWithShared } from '../../support/oracle.js'

/** What is left of the differences: none is known. A new one is explained in docs/from-hadolint.md, and named here. */
const left = (differences: readonly Difference[]) =>
  differences.flatMap(({ name, missing, extra }) =>
    missing.length + extra.length === 0 ? [] : [{ name, missing, extra }],
  )

const wanted = (differences: readonly Difference[]): number => differences.reduce((sum, each) => sum + each.wanted, 0)

describeWithShared('conformance/hadolint-cases.json', (file) => {
  const differences = compareCases(file, 'rule')

  it('agrees with each expectation of its own tests', () => {
    expect(wanted(differences)).toBeGreaterThan(300)
    expect(left(differences)).toEqual([])
  })
})

describeWithShared('corpus/expected.json', (file) => {
  const differences = compareCorpus(file)

  it('agrees with each of its findings in real files', () => {
    expect(wanted(differences)).toBeGreaterThan(1500)
    expect(left(differences)).toEqual([])
  })
})

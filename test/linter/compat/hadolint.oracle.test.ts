import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allHadolintFindings } from '../../../src/linter/compat/hadolint.js'
import { compareCases, compareCorpus } from '../../support/hadolint-expectations.js'
import type { Difference } from '../../support/hadolint-expectations.js'
import { hadolintDifferences } from '../../support/hadolint-fuzz.js'
import { describeWithHadolint, describeWithShared } from '../../support/oracle.js'
import { golden } from './hadolint-golden.js'

/** How much of what hadolint finds we find, and nothing else. */
const agreement = (differences: readonly Difference[]): number => {
  const wanted = differences.reduce((sum, each) => sum + each.wanted, 0)
  const wrong = differences.reduce((sum, { missing, extra }) => sum + missing.length + extra.length, 0)
  return (wanted - wrong) / wanted
}

/** The rules about what commands of a script do have their own tolerance; all others agree everywhere. */
const isOfScript = /^DL(?:300[134589]|3010|301[345689]|302[78]|303\d|304[01267]|3059|306[02]|400[156])/

const exceptScripts = (differences: readonly Difference[]) =>
  differences.flatMap(({ name, missing, extra }) => {
    const others = [...missing, ...extra].filter((each) => !isOfScript.test(each))
    return others.length === 0 ? [] : [{ name, others }]
  })

describeWithShared('conformance/hadolint-cases.json', (file) => {
  const differences = compareCases(file, 'rule')

  it('agrees on 99.5 % of the expectations of its own tests', () => {
    const agreeing = differences.filter(({ missing, extra }) => missing.length + extra.length === 0)
    expect(agreeing.length / differences.length).toBeGreaterThanOrEqual(0.995)
  })

  it('agrees on all of those that are not about the commands of a script', () => {
    expect(exceptScripts(differences)).toEqual([])
  })
})

describeWithShared('corpus/expected.json', (file) => {
  const differences = compareCorpus(file)

  it('agrees on 99.5 % of what it finds in real files', () => {
    expect(agreement(differences)).toBeGreaterThanOrEqual(0.995)
  })

  it('agrees on all that is not about the commands of a script', () => {
    expect(exceptScripts(differences)).toEqual([])
  })
})

describeWithShared('conformance/syntax-probe.json', (file) => {
  const probes: readonly { readonly dockerfile: string; readonly hadolintParseError: readonly string[] }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  )

  it.each(probes)('knows what it cannot read: $dockerfile', ({ dockerfile, hadolintParseError }) => {
    const found = allHadolintFindings(dockerfile, { file: 'Dockerfile' })
    expect(found.some(({ code }) => code === 'DL1000')).toBe(hadolintParseError.length > 0)
  })
})

describeWithHadolint((program) => {
  it('agrees on generated documents', () => {
    const seeds = Array.from({ length: 300 }, (_, index) => index)
    expect(hadolintDifferences(program, seeds)).toEqual([])
  })

  describe('golden answers', () => {
    it.each(golden)('are what it gives: $0', (text, wanted) => {
      const output = execFileSync(program, ['--format=json', '--no-fail', '-'], { encoding: 'utf8', input: text })
      const found: readonly { readonly code: string; readonly line: number }[] = JSON.parse(output)
      const ours = found.filter(({ code }) => code.startsWith('DL')).map(({ code, line }) => `${code}:${line}`)
      expect([...new Set(ours)].sort()).toEqual([...wanted].sort())
    })
  })
})

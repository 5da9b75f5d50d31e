import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allHadolintFindings } from '../../../src/linter/compat/hadolint.js'
import { hadolintDifferences } from '../../support/hadolint-fuzz.js'
import { describeWithHadolint, describeWithShared } from '../../support/oracle.js'
import { golden } from './hadolint-golden.js'

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

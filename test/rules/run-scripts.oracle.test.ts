import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hadolintFindings } from '../../src/linter/compat/hadolint.js'
import { describeWithHadolint } from '../support/oracle.js'
import { scriptDocument } from './support/run-fuzz.js'

const codes =
  /^DL(?:3001|3003|3004|3008|3009|3010|3013|3014|3015|3016|3018|3019|3027|3028|303[02-8]|304[0-2]|3046|3047|3059|3060|3062|4001|4005|4006)$/

const places = (findings: readonly { readonly code: string; readonly line: number }[]): readonly string[] =>
  [...new Set(findings.filter(({ code }) => codes.test(code)).map(({ code, line }) => `${line} ${code}`))].sort()

interface Found {
  readonly file: string
  readonly code: string
  readonly line: number
}

describeWithHadolint((program) => {
  it('finds in 300 random files full of RUNs exactly what hadolint finds', { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'run-scripts-'))
    try {
      const files = Array.from({ length: 300 }, (_, seed) => {
        const [file, text] = [join(folder, `${seed}`), scriptDocument(seed)]
        writeFileSync(file, text)
        return { file, text }
      })
      const args = ['-f', 'json', '--no-fail', ...files.map(({ file }) => file)]
      const output = execFileSync(program, args, {
        encoding: 'utf8',
        maxBuffer: 1e9,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const found: readonly Found[] = JSON.parse(output)
      const different = files.flatMap(({ file, text }) => {
        const theirs = found.filter((each) => each.file === file)
        // What hadolint cannot read has tests of its own.
        if (theirs.some(({ code }) => code === 'DL1000')) return []
        const ours = places(hadolintFindings(text, { file: 'Dockerfile' }))
        return ours.join() === places(theirs).join() ? [] : [{ text, ours, theirs: places(theirs) }]
      })
      expect(different).toEqual([])
      expect(found.length).toBeGreaterThan(1000)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

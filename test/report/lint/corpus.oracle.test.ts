import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lintText } from '../../../src/linter/lint-text.js'
import { lintReporters } from '../../../src/report/lint/index.js'
import { describeWithShared } from '../../support/oracle.js'
import { options, reported } from './support/outcome.js'
import { sarifErrors } from './support/sarif-schema.js'

describeWithShared('corpus', (folder) => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.Dockerfile'))
  const files = names.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    return { file, text, diagnostics: lintText(text, { file }) }
  })
  const outcome = { files, failures: [], notes: [] }
  const count = files.flatMap(({ diagnostics }) => diagnostics).length

  it('gives valid SARIF with every finding', async () => {
    const log = JSON.parse(reported(await lintReporters.sarif(), outcome, options).stdout)
    expect(sarifErrors(log)).toEqual([])
    expect(log.runs[0].results).toHaveLength(count)
    expect(count).toBeGreaterThan(1000)
  })

  it('tells all findings of a file apart by their fingerprints', async () => {
    const issues: { fingerprint: string }[] = JSON.parse(
      reported(await lintReporters.gitlab(), outcome, options).stdout,
    )
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(count)
  })

  it('shows every finding to people, too', async () => {
    const { stdout } = reported(await lintReporters.text(), outcome, options)
    expect(stdout.match(/^(?:error|warning|info): /gm)).toHaveLength(count)
  })
})

import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { renderDocument } from '../../src/renderer/index.js'
import { describeWithHadolint } from '../support/oracle.js'
import { documents } from './documents.js'

describeWithHadolint((program) => {
  it.each([documents.everything, documents.windows, documents.parsed])('reads what was rendered (%#)', (document) => {
    const { text } = renderDocument(document)
    const { stdout } = spawnSync(program, ['--no-fail', '--format', 'json', '-'], { input: text, encoding: 'utf8' })
    const findings: unknown = JSON.parse(stdout)
    expect(findings).not.toContainEqual(expect.objectContaining({ code: 'DL1000' }))
  })
})

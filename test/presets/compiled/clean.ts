import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { describeWithHadolint, describeWithOracle } from '../../support/oracle.js'
import { dockerfileOf, type Example } from './repository.js'

interface LintReply {
  readonly lint: { readonly warnings: readonly unknown[]; readonly error?: unknown }
}

/** Both reference programs accept every Dockerfile of a table without a finding. */
export const expectCleanDockerfiles = (examples: Readonly<Record<string, Example>>): void => {
  describeWithOracle('bk-oracle', (oracle) => {
    it.each(Object.entries(examples))('accepts %s', async (_, example) => {
      const dockerfile = await dockerfileOf(example)
      const [reply] = await oracle.request<LintReply>([{ dockerfile, modes: ['lint'] }])
      expect(reply).toMatchObject({ lint: { warnings: [] } })
      expect(reply?.lint.error).toBeUndefined()
    })

    it.each(Object.entries(examples))('can build each target of %s', async (_, example) => {
      const dockerfile = await dockerfileOf(example)
      const targets = ['dev', 'debug', 'runtime', '']
      const replies = await oracle.request<{ build: { error?: unknown } }>(
        targets.map((target) => ({ dockerfile, modes: ['build'], attrs: { target } })),
      )
      expect(replies.map(({ build }) => build.error)).toEqual(targets.map(() => undefined))
    })
  })

  describeWithHadolint((program) => {
    it.each(Object.entries(examples))('finds nothing in %s', async (_, example) => {
      const input = await dockerfileOf(example)
      const findings = execFileSync(program, ['--no-fail', '--format', 'json', '-'], { input, encoding: 'utf8' })
      expect(JSON.parse(findings)).toEqual([])
    })
  })
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config/read-config.js'
import { lintText } from '../../src/linter/lint-text.js'
import { useFolders } from './support.js'

const folder = useFolders()
const page = readFileSync('docs/linting.md', 'utf8')

const blockOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? ''

it('shows a configuration that is accepted, with every part of the policy', () => {
  const file = join(folder({ 'gen-dockerfile.yaml': blockOf('yaml') }), 'gen-dockerfile.yaml')
  const { rules, policy, ignore } = readConfig(file, 'gen-dockerfile.yaml').lint
  expect(rules).toMatchObject({ 'exec-form': 'error' })
  expect(Object.values(rules)).toContain('off')
  expect(ignore).toHaveLength(2)
  expect(Object.keys(policy ?? {}).sort()).toEqual(
    ['baseImages', 'digests', 'labels', 'maximumContext', 'maximumStages', 'nonRoot', 'packages', 'registries'].sort(),
  )
})

it('shows suppressions that are needed', () => {
  const only = ['untagged-base', 'exec-form', 'unused-suppression', 'suppression-without-reason']
  expect(lintText(blockOf('dockerfile'), { only }).map(({ rule, message }) => `${rule} ${message}`)).toEqual([])
})

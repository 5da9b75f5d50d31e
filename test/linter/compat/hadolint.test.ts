import { describe, expect, it } from 'vitest'
import { lintDocument } from '../../../src/linter/index.js'
import { allHadolintFindings, hadolintFindings } from '../../../src/linter/compat/hadolint.js'
import type { HadolintConfig } from '../../../src/linter/compat/hadolint-config.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'
import { golden } from './hadolint-golden.js'

const found = (text: string, config?: HadolintConfig): readonly string[] =>
  hadolintFindings(text, { file: 'Dockerfile' }, config).map(({ code, line }) => `${code}:${line}`)

describe('what hadolint finds', () => {
  it.each(golden)('is found in %j', (text, wanted) => {
    expect([...found(text)].sort()).toEqual([...wanted].sort())
  })

  it.each<readonly [text: string, config: HadolintConfig, wanted: readonly string[]]>([
    ['FROM a\n', { ignored: ['DL3006'] }, []],
    ['FROM a\n', { override: { DL3006: 'ignore' } }, []],
    ['# hadolint ignore=DL3006\nFROM a\n', { disableIgnorePragma: true }, ['DL3006:2']],
    ['# hadolint ignore=DL3006\nFROM a\n', { override: { DL1001: 'info' } }, ['DL1001:1']],
    ['# hadolint global ignore=DL1001\n# hadolint ignore=DL3006\nFROM a\n', { override: { DL1001: 'info' } }, []],
    ['FROM a:1 AS x\nFROM x\nHEALTHCHECK NONE\nFROM b:1\n', { override: { DL3057: 'info' } }, ['DL3057:4']],
    ['FROM r.example/a:1\n', { trustedRegistries: ['docker.io'] }, ['DL3026:1']],
    ['FROM a:1\nFROM r.example/a:1\n', { trustedRegistries: ['*.example', 'hub.docker.com'] }, []],
    ['FROM r.example/a:1 AS x\nFROM x\nCOPY --from=0 /a /a\n', { trustedRegistries: ['r.*'] }, []],
    ['FROM a:1\nRUN --mount=from=r.example/a:1,target=/a x\n', { trustedRegistries: ['docker.io'] }, ['DL3026:2']],
    ['FROM a:1\nLABEL x=1\n', { labelSchema: { y: 'text' }, strictLabels: true }, ['DL3049:1', 'DL3050:2']],
    ['FROM a:1 AS b\nFROM b\nLABEL y=1\n', { labelSchema: { y: 'text' } }, []],
    ['FROM a:1 AS b\nFROM b AS c\nLABEL y=1\n', { labelSchema: { y: 'text' } }, ['DL3049:1']],
    [
      'FROM a:1 AS b\nFROM a:1\nLABEL y=\nCOPY --from=b /a /a\n',
      { labelSchema: { y: 'url' } },
      ['DL3051:3', 'DL3052:3'],
    ],
    ['FROM a:1\nLABEL y="MIT OR ISC"\n', { labelSchema: { y: 'spdx' } }, ['DL3054:2']],
    ['FROM a:1\nLABEL y=2026-11-21T09:30:00Z\n', { labelSchema: { y: 'rfc3339' } }, []],
    ['FROM a:1\nLABEL y=v1\n', { labelSchema: { y: 'semver' } }, ['DL3056:2']],
    ['FROM a:1\nLABEL y=ada\n', { labelSchema: { y: 'email' } }, ['DL3058:2']],
    ['FROM a:1\nLABEL y=main\n', { labelSchema: { y: 'hash' } }, ['DL3055:2']],
  ])('follows its configuration: %j %j', (text, config, wanted) => {
    expect(found(text, config)).toEqual(wanted)
  })

  it('has its levels, and those of the configuration', () => {
    const levels = (config?: HadolintConfig) =>
      allHadolintFindings('FROM a\nMAINTAINER x\n', { file: 'f' }, config).map(({ code, level }) => [code, level])
    expect(levels()).toEqual([
      ['DL3006', 'warning'],
      ['DL3057', 'ignore'],
      ['DL4000', 'error'],
    ])
    expect(levels({ override: { DL3006: 'style' } })[0]).toEqual(['DL3006', 'style'])
  })
})

describe('comments for hadolint', () => {
  const rules = (text: string): readonly string[] => {
    const parsed = parseDockerfile(text)
    if ('error' in parsed) throw new Error(parsed.error.message)
    return lintDocument(parsed.document).map(({ rule }) => rule)
  }

  it.each([
    '# hadolint ignore=DL3006\nFROM a\nUSER 1\n',
    '# hadolint stage ignore=DL3006\nFROM b:1\nUSER 1\nFROM b:1 AS x\n# hadolint stage ignore=DL3006\nUSER 1\nFROM a\n',
    'FROM a\nUSER 1\n\n# hadolint global ignore=DL3006\n\n# the end\n',
  ])('silence what we find ourselves: %j', (text) => {
    expect(rules(text)).not.toContain('untagged-base')
  })

  it.each([
    '# hadolint ignore=DL3006\n\nFROM a\nUSER 1\n',
    '# hadolint ignore=DL3006 why\nFROM a\nUSER 1\n',
    '# hadolint stage ignore=DL3006\nFROM a\nUSER 1\n',
  ])('silence nothing where hadolint does not read them: %j', (text) => {
    expect(rules(text)).toContain('untagged-base')
  })
})

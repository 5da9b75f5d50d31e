import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { HadolintConfig } from '../../src/linter/compat/hadolint-config.js'
import { allHadolintFindings, hadolintFindings } from '../../src/linter/compat/hadolint.js'
import type { LabelType } from '../../src/rules/support/policy.js'

/** An assertion of hadolint's own tests, and what hadolint really finds. */
export interface HadolintCase {
  readonly rule: string
  readonly expect: 'fires' | 'quiet'
  readonly dockerfile: string
  readonly source: string
  /** The test puts its RUNs behind ONBUILD, which the text does not show. */
  readonly onbuild?: boolean
  readonly found: readonly { readonly rule: string; readonly line: number }[]
  readonly config?: {
    readonly labelSchema?: string
    readonly allowedRegistries?: string
    readonly strictLabels?: string
  }
}

/** A file about which the two disagree. */
export interface Difference {
  readonly name: string
  readonly text: string
  /** `DL3008:4` */
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly wanted: number
}

const labelTypes: Readonly<Record<string, LabelType>> = {
  RawText: 'text',
  Url: 'url',
  Rfc3339: 'rfc3339',
  Spdx: 'spdx',
  GitHash: 'hash',
  SemVer: 'semver',
  Email: 'email',
}

/** The configuration is recorded as Haskell prints it. */
const configOf = ({ config }: HadolintCase): HadolintConfig => {
  if (config === undefined) return {}
  const labels = [...(config.labelSchema ?? '').matchAll(/\("([^"]*)",(\w+)\)/g)]
  const registries = [...(config.allowedRegistries ?? '').matchAll(/unRegistry = "([^"]*)"/g)]
  return {
    ...(config.allowedRegistries === undefined ? {} : { trustedRegistries: registries.map(([, name = '']) => name) }),
    ...(config.labelSchema === undefined
      ? {}
      : {
          labelSchema: Object.fromEntries(labels.map(([, name = '', type = '']) => [name, labelTypes[type] ?? 'text'])),
        }),
    ...(config.strictLabels === undefined ? {} : { strictLabels: config.strictLabels === 'True' }),
  }
}

const compare = (name: string, text: string, wanted: readonly string[], ours: readonly string[]): Difference => ({
  name,
  text,
  wanted: wanted.length,
  missing: wanted.filter((each) => !ours.includes(each)),
  extra: ours.filter((each) => !wanted.includes(each)),
})

/** The text that the test is about. */
const textOf = ({ dockerfile, onbuild = false }: HadolintCase): string =>
  onbuild ? dockerfile.replaceAll(/^(?=RUN\b)/gm, 'ONBUILD ') : dockerfile

const isDl = (code: string): boolean => code.startsWith('DL')

/** Our findings against hadolint's about each input of its tests: the rule that the test is about, or all DL rules. */
export const compareCases = (file: string, scope: 'rule' | 'all'): readonly Difference[] => {
  const cases: readonly HadolintCase[] = JSON.parse(readFileSync(file, 'utf8'))
  return cases
    .filter(({ rule }) => isDl(rule))
    .map((each) => {
      const included = (code: string): boolean => (scope === 'rule' ? code === each.rule : isDl(code))
      const found = each.found.filter(({ rule }) => included(rule)).map(({ rule, line }) => `${rule}:${line}`)
      const text = textOf(each)
      const ours = allHadolintFindings(text, { file: 'Dockerfile' }, configOf(each))
        .filter(({ code }) => included(code))
        .map(({ code, line }) => `${code}:${line}`)
      return compare(`${each.rule} ${each.source}`, text, [...new Set(found)], [...new Set(ours)])
    })
}

/** Our findings against hadolint's about each file of a corpus, DL rules only. */
export const compareCorpus = (expectedFile: string): readonly Difference[] => {
  const expected: Readonly<Record<string, { readonly hadolint?: readonly string[] }>> = JSON.parse(
    readFileSync(expectedFile, 'utf8'),
  )
  return Object.entries(expected).map(([name, { hadolint = [] }]) => {
    const text = readFileSync(join(dirname(expectedFile), name), 'utf8')
    const ours = hadolintFindings(text, { file: name }).map(({ code, line }) => `${code}:${line}`)
    return compare(name, text, [...new Set(hadolint.filter(isDl))], [...new Set(ours)])
  })
}

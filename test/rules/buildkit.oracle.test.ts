import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImageConfig } from '../../src/analysis/stage-node.js'
import { buildkitFindings } from '../../src/linter/compat/buildkit.js'
import { lintDocument } from '../../src/linter/index.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { rules } from '../../src/rules/index.js'
import { describeWithShared } from '../support/oracle.js'

interface Warning {
  readonly rule: string
  readonly line: number
}

interface Image {
  readonly os?: string
  readonly architecture?: string
  readonly config?: {
    readonly Env?: readonly string[]
    readonly Shell?: readonly string[]
    readonly User?: string
    readonly WorkingDir?: string
  }
}

interface Case {
  readonly name: string
  readonly dockerfile: string
  readonly dockerignore?: string | null
  readonly images?: Readonly<Record<string, Image>>
  readonly frontendAttrs?: Readonly<Record<string, string>>
  readonly warnings?: readonly Warning[]
  readonly checkModeWarnings?: readonly Warning[]
  readonly check?: readonly Warning[]
}

/** BuildKit's checks that no rule covers yet. */
const notCovered: readonly string[] = []

/** Lines that BuildKit's own tests state and do not verify; the real ones, as the reference program gives them. */
const corrected: Readonly<Record<string, readonly string[]>> = {
  'testLegacyKeyValueFormat/03': ['LegacyKeyValueFormat:5', 'LegacyKeyValueFormat:6'],
}

const covered = new Set(
  rules.flatMap((rule) =>
    rule.codes.filter((code) => code.startsWith('buildkit:')).map((code) => code.slice('buildkit:'.length)),
  ),
)

const configOf = ({ os, architecture, config }: Image): ImageConfig => ({
  ...(config?.Env === undefined ? {} : { env: config.Env }),
  ...(config?.Shell === undefined ? {} : { shell: config.Shell }),
  ...(config?.User === undefined ? {} : { user: config.User }),
  ...(config?.WorkingDir === undefined ? {} : { workdir: config.WorkingDir }),
  ...(os === undefined ? {} : { os }),
  ...(architecture === undefined ? {} : { architecture }),
})

const asLines = (warnings: Iterable<Warning>): readonly string[] =>
  [...new Set([...warnings].map(({ rule, line }) => `${rule}:${line}`))].sort()

/** The directive that a caller sets takes the place of the file's own, which is a comment then. */
const withCheck = (dockerfile: string, check: string | undefined): { readonly text: string; readonly added: number } =>
  check === undefined
    ? { text: dockerfile, added: 0 }
    : { text: `# check=${check}\n${dockerfile.replace(/^#\s*check\s*=/im, '# was: ')}`, added: 1 }

/** What we say that BuildKit finds. */
const found = ({ dockerfile, dockerignore, images, frontendAttrs }: Case): readonly string[] => {
  const { text, added } = withCheck(dockerfile, frontendAttrs?.['build-arg:BUILDKIT_DOCKERFILE_CHECK'])
  const findings = buildkitFindings(text, {
    file: 'Dockerfile',
    ...(typeof dockerignore === 'string' ? { ignore: dockerignore } : {}),
    imageConfig: (reference) => configOf(images?.[reference] ?? {}),
  })
  return asLines(
    findings.filter(({ code }) => code !== 'parse-error').map(({ code, line }) => ({ rule: code, line: line - added })),
  )
}

const suite = (title: string, file: string) =>
  describeWithShared(file, (path) => {
    const cases: readonly Case[] = JSON.parse(readFileSync(path, 'utf8'))
    describe(title, () => {
      it.each(cases.map((each, index) => [`${index} ${each.name}`, each] as const))('%s', (_name, each) => {
        const wanted = (each.check ?? each.checkModeWarnings ?? each.warnings ?? []).filter((warning) =>
          covered.has(warning.rule),
        )
        expect(found(each)).toEqual(corrected[each.name] ?? asLines(wanted))
      })

      it('covers every check but those listed', () => {
        const all = cases
          .flatMap((each) => [...(each.check ?? []), ...(each.warnings ?? [])])
          .map((warning) => warning.rule)
        expect([...new Set(all)].filter((rule) => !covered.has(rule)).sort()).toEqual(
          notCovered.filter((rule) => all.includes(rule)),
        )
      })
    })
  })

suite("BuildKit's own cases", 'conformance/buildkit-lint-cases.json')
suite('probes of edge cases', 'conformance/buildkit-rule-probes.json')

/** What BuildKit's frontend reports about each file of a corpus, all images being empty. */
interface Expected {
  readonly bk?: readonly string[]
}

describeWithShared('corpus/expected.json', (path) => {
  const expected: Readonly<Record<string, Expected>> = JSON.parse(readFileSync(path, 'utf8'))

  it('finds exactly what BuildKit finds in real files, up to where it stops', () => {
    const different = Object.entries(expected).flatMap(([name, { bk = [] }]) => {
      const ours = found({ name, dockerfile: readFileSync(join(dirname(path), name), 'utf8') })
      const wanted = [...new Set(bk)].sort()
      return ours.join() === wanted.join() ? [] : [{ name, ours, wanted }]
    })
    expect(different).toEqual([])
  })
})

/** A Dockerfile of BuildKit's integration tests. */
interface IntegrationCase {
  readonly func: string
  readonly dockerfile: string
  readonly instrError: unknown
  readonly checkError: unknown
  readonly checkWarnings: readonly (readonly [rule: string, line: number])[] | null
}

/** What only the values decide that a build is given, and SOURCE_DATE_EPOCH, which no rule looks at. */
const undecided = /SourceDateEpoch|^test(?:AddGit|GlobalArgErrors|UndeclaredArg|InvalidDefaultArgInFrom)$/

describeWithShared('conformance/buildkit-integration-dockerfiles.json', (path) => {
  const cases: readonly IntegrationCase[] = JSON.parse(readFileSync(path, 'utf8'))
  const parsedCases = cases.flatMap((each) => {
    const parsed = parseDockerfile(each.dockerfile)
    return 'document' in parsed ? [{ ...each, parsed, refused: Boolean(each.checkError ?? each.instrError) }] : []
  })

  it('finds exactly what BuildKit finds in every file, up to where it stops', () => {
    const different = parsedCases.flatMap(({ func, dockerfile, checkWarnings }) => {
      const wanted = asLines((checkWarnings ?? []).map(([rule, line]) => ({ rule, line })))
      const ours = found({ name: func, dockerfile })
      return ours.join() === wanted.join() ? [] : [{ func, ours, wanted }]
    })
    expect(different).toEqual([])
  })

  it('has an error for every file that does not build', () => {
    const silent = parsedCases.filter(({ parsed, refused, func }) => {
      const errors = lintDocument(parsed.document).filter((each) => each.severity === 'error')
      return refused && errors.length + parsed.problems.length === 0 && !undecided.test(func)
    })
    expect(silent.map(({ func }) => func)).toEqual([])
  })
})

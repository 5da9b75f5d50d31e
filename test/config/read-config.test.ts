import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LintConfig } from '../../src/config/config.js'
import { readConfig } from '../../src/config/read-config.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { useFolders } from './support.js'

const folder = useFolders()

const read = (text: string): LintConfig =>
  readConfig(join(folder({ 'gen-dockerfile.yaml': text }), 'gen-dockerfile.yaml'), 'gen-dockerfile.yaml').lint

const refusal = (text: string): string => {
  try {
    read(text)
    return 'accepted'
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    const { code, message, hint, place } = error
    return `${place?.line}:${place?.column} ${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`
  }
}

describe('what is read', () => {
  it.each([
    ['an empty file', '', { rules: {}, ignore: [] }],
    ['a comment', '# nothing yet\n', { rules: {}, ignore: [] }],
    [
      'severities, by name and by code',
      'lint:\n  rules:\n    exec-form: error # always\n    DL3006: off\n    UndefinedVar: info\n',
      { rules: { 'exec-form': 'error', 'untagged-base': 'off', 'undefined-var': 'info' }, ignore: [] },
    ],
    ['a builder', 'lint: { builder: kaniko }\n', { rules: {}, builder: 'kaniko', ignore: [] }],
    ['globs', "lint:\n  ignore: ['old/**']\n", { rules: {}, ignore: ['old/**'] }],
    [
      'a policy',
      `lint:
  policy:
    registries: { allowed: [docker.io, '*.corp.example'] }
    baseImages: { forbidden: [alpine] }
    digests: true
    labels: { required: { version: semver }, strict: true }
    packages: { forbidden: [telnet] }
    maximumStages: 4
    maximumContext: 50MB
    nonRoot: true
`,
      {
        rules: {},
        ignore: [],
        policy: {
          registries: { allowed: ['docker.io', '*.corp.example'] },
          baseImages: { forbidden: ['alpine'] },
          digests: true,
          labels: { required: { version: 'semver' }, strict: true },
          packages: { forbidden: ['telnet'] },
          maximumStages: 4,
          maximumContext: 50_000_000,
          nonRoot: true,
        },
      },
    ],
    [
      'labels without types',
      'lint: { policy: { labels: { required: [maintainer] } } }\n',
      { rules: {}, ignore: [], policy: { labels: { required: { maintainer: 'text' } } } },
    ],
    [
      'a size in bytes',
      'lint: { policy: { maximumContext: 1024 } }\n',
      { rules: {}, ignore: [], policy: { maximumContext: 1024 } },
    ],
  ] as const)('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('mistakes are told at their line', () => {
  it.each([
    [
      'a key',
      'lnit:\n  rules: {}\n',
      '1:1 invalid-config `gen-dockerfile.yaml`: There is no setting `lnit`. | Did you mean `lint`?',
    ],
    [
      'a key further in',
      'lint:\n  polciy: {}\n',
      '2:3 invalid-config `gen-dockerfile.yaml`: There is no setting `lint.polciy`. | Did you mean `policy`?',
    ],
    [
      'a key of the policy',
      'lint:\n  policy:\n    digest: true\n',
      '3:5 invalid-config `gen-dockerfile.yaml`: There is no setting `lint.policy.digest`. | Did you mean `digests`?',
    ],
    [
      'a key that nothing is like',
      'lint:\n  zzzzz: 1\n',
      '2:3 invalid-config `gen-dockerfile.yaml`: There is no setting `lint.zzzzz`. | Known here: `rules`, `policy`, `builder`, `ignore`.',
    ],
    [
      'a rule',
      'lint:\n  rules:\n    exec-from: off\n',
      '3:5 invalid-config `gen-dockerfile.yaml`: There is no rule `exec-from`. | Did you mean `exec-form`?',
    ],
    [
      'a severity',
      'lint:\n  rules:\n    exec-form: eror\n',
      '3:16 invalid-config `gen-dockerfile.yaml`: `lint.rules.exec-form` cannot be `eror`. | Did you mean `error`?',
    ],
    [
      'a builder',
      'lint:\n  builder: docker\n',
      '2:12 invalid-config `gen-dockerfile.yaml`: `lint.builder` cannot be `docker`. | It is one of `buildkit`, `buildah`, `kaniko`.',
    ],
    [
      'a type',
      'lint:\n  policy:\n    maximumStages: many\n',
      '3:20 invalid-config `gen-dockerfile.yaml`: `lint.policy.maximumStages` is not valid: expected number, received string.',
    ],
    [
      'a size',
      'lint:\n  policy:\n    maximumContext: large\n',
      '3:21 invalid-config `gen-dockerfile.yaml`: `lint.policy.maximumContext` is not valid: expected a size such as `50MB` or `1.5GiB`.',
    ],
    [
      'a label type',
      'lint:\n  policy:\n    labels:\n      required:\n        a: smver\n',
      '5:12 invalid-config `gen-dockerfile.yaml`: `lint.policy.labels.required.a` cannot be `smver`. | Did you mean `semver`?',
    ],
    [
      'a list',
      '- a\n',
      '1:1 invalid-config `gen-dockerfile.yaml`: The file is not valid: expected a mapping (`key: value`), received a list.',
    ],
    [
      'a key of several alternatives',
      'bake:\n  secrets:\n    npmrc: { files: .npmrc }\n',
      '3:14 invalid-config `gen-dockerfile.yaml`: There is no setting `bake.secrets.npmrc.files`. | Did you mean `file`?',
    ],
    [
      'a key that is unlike all alternatives',
      'compose:\n  secrets:\n    npmrc: { environment: NPMRC }\n',
      '3:14 invalid-config `gen-dockerfile.yaml`: There is no setting `compose.secrets.npmrc.environment`. | Known here: `env`, `file`.',
    ],
    [
      'a file outside of the repository',
      'bake:\n  output: ../docker-bake.hcl\n',
      '2:11 invalid-config `gen-dockerfile.yaml`: `bake.output` is not valid: it must be a path below the folder of this file.',
    ],
    [
      'a file by an absolute path',
      'compose:\n  output: /srv/compose.yaml\n',
      '2:11 invalid-config `gen-dockerfile.yaml`: `compose.output` is not valid: it must be a path below the folder of this file.',
    ],
    [
      'a Dockerfile in the place of another file',
      'compose:\n  output: services/api/Dockerfile\n',
      '2:11 invalid-config `gen-dockerfile.yaml`: `compose.output` is not valid: it must end in `.yaml` or `.yml`.',
    ],
    ['no YAML', 'lint:\n  rules: {\n', '3:1 invalid-yaml'],
    ['a key twice', 'lint: {}\nlint: {}\n', '2:1 invalid-yaml'],
  ])('%s', (_, text, expected) => {
    expect(refusal(text)).toContain(expected)
  })

  it('a file that is not there', () => {
    expect(() => readConfig('/nonexistent/x.yaml', 'x.yaml')).toThrow(
      'The configuration `x.yaml` cannot be read: there is no such file.',
    )
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findHadolintConfig } from '../../src/config/find-hadolint-config.js'
import { readHadolintConfig } from '../../src/config/hadolint-config.js'
import { withEnvironment } from '../../src/config/hadolint-environment.js'
import { useFolders } from './support.js'

const folder = useFolders()

const read = (text: string) =>
  readHadolintConfig(join(folder({ '.hadolint.yaml': text }), '.hadolint.yaml'), '.hadolint.yaml')

describe('.hadolint.yaml', () => {
  it.each([
    ['nothing', '# nothing\n', {}],
    ['what it does not know', 'nonsense: 3\nformat: json\n', {}],
    ['empty lists', 'ignored:\noverride:\n  error:\n', {}],
    [
      'everything',
      `ignored: [DL3000, SC1010]
override: { error: [DL3001], warning: [DL3042], info: [DL3032], style: [DL3015] }
trustedRegistries: [docker.io]
label-schema: { author: text, version: semver }
strict-labels: true
disable-ignore-pragma: true
failure-threshold: warning
no-fail: true
`,
      {
        ignored: ['DL3000', 'SC1010'],
        override: { DL3001: 'error', DL3042: 'warning', DL3032: 'info', DL3015: 'style' },
        trustedRegistries: ['docker.io'],
        labelSchema: { author: 'text', version: 'semver' },
        strictLabels: true,
        disableIgnorePragma: true,
        failureThreshold: 'warning',
        noFail: true,
      },
    ],
  ])('says %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['ignored: DL3000\n', '`ignored` is not valid'],
    ['failure-threshold: bogus\n', '`failure-threshold` is not valid'],
    ['label-schema: { a: nonsense }\n', '`label-schema.a` is not valid'],
    ['ignored: [\n', 'is not valid YAML'],
  ])('%j is refused', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})

describe('findHadolintConfig', () => {
  const home = folder({
    'work/.hadolint.yml': '',
    'both/.hadolint.yaml': '',
    'both/.hadolint.yml': '',
    'empty/': '',
    'empty/below/': '',
    'xdg/hadolint.yaml': '',
    'home/.hadolint/config.yaml': '',
  })
  const at = (path: string): string => join(home, path)

  it.each([
    ['in the folder', 'work', {}, 'work/.hadolint.yml'],
    ['the one with the longer name', 'both', {}, 'both/.hadolint.yaml'],
    ['none of the user, where nobody asks', 'empty', {}, undefined],
    ['that of the user', 'empty', { XDG_CONFIG_HOME: at('xdg'), HOME: at('home') }, 'xdg/hadolint.yaml'],
    ['that of the home', 'empty', { HOME: at('home') }, 'home/.hadolint/config.yaml'],
    ['not that of a folder above', 'empty/below', {}, undefined],
  ])('finds %s', (_, cwd, homes, expected) => {
    expect(findHadolintConfig(at(cwd), homes)).toBe(expected === undefined ? undefined : at(expected))
  })
})

describe('withEnvironment', () => {
  it.each([
    [{}, { ignored: ['A'] }, { ignored: ['A'] }],
    [{ HADOLINT_IGNORE: 'DL3003,DL3006' }, { ignored: ['A'] }, { ignored: ['A', 'DL3003', 'DL3006'] }],
    [
      { HADOLINT_OVERRIDE_ERROR: 'DL3003' },
      { override: { DL3006: 'info' } },
      { override: { DL3006: 'info', DL3003: 'error' } },
    ],
    [{ HADOLINT_FAILURE_THRESHOLD: 'error' }, { failureThreshold: 'info' }, { failureThreshold: 'error' }],
    [{ HADOLINT_FAILURE_THRESHOLD: 'bogus' }, { failureThreshold: 'info' }, { failureThreshold: 'info' }],
    [{ HADOLINT_NOFAIL: 'yes' }, {}, { noFail: true }],
    [{ HADOLINT_NOFAIL: '0' }, {}, { noFail: false }],
    [{ HADOLINT_TRUSTED_REGISTRIES: 'ghcr.io,docker.io' }, {}, { trustedRegistries: ['ghcr.io', 'docker.io'] }],
    [{ HADOLINT_REQUIRE_LABELS: 'a:text,b.c:url' }, {}, { labelSchema: { a: 'text', 'b.c': 'url' } }],
    [
      { HADOLINT_STRICT_LABELS: '1', HADOLINT_DISABLE_IGNORE_PRAGMA: 'true' },
      {},
      { strictLabels: true, disableIgnorePragma: true },
    ],
  ] as const)('%j', (environment, config, expected) => {
    expect(withEnvironment(config, environment)).toEqual(expected)
  })
})

import { defaultPath } from './distribution-facts.js'
import type { DebianVariant } from './distribution-facts.js'
import { omit } from './family.js'
import type { Family } from './family.js'
import { languageEndOfLife } from './language-releases.js'
import { parseTag, suiteFacts } from './tag.js'

interface Language {
  readonly name: string
  /** Other words that a tag may have. */
  readonly words?: readonly string[]
  /** What of buildpack-deps the unsuffixed Debian image holds. */
  readonly full: DebianVariant
  readonly env: Readonly<Record<string, string>>
  readonly entrypoint?: readonly string[]
  readonly workdir?: string
  readonly users?: readonly { readonly name: string; readonly uid: number }[]
  readonly tools?: (version: string | undefined, slim: boolean, alpine: boolean) => Readonly<Record<string, boolean>>
}

const majorOf = (version: string | undefined): number | undefined =>
  version === undefined ? undefined : Number.parseInt(version, 10)

/** Corepack left the images with Node.js 25, yarn with 26 (https://github.com/nodejs/docker-node). */
const nodeTools = (version: string | undefined): Readonly<Record<string, boolean>> => {
  const major = majorOf(version)
  const always = { node: true, npm: true, npx: true, pnpm: false }
  if (major === undefined) return always
  return { ...always, yarn: major < 26, ...(major >= 25 ? { corepack: false } : major >= 16 ? { corepack: true } : {}) }
}

// Each is the Dockerfile template of the official image of that name on https://github.com/docker-library
// (node: nodejs/docker-node, rust: rust-lang/docker-rust).
/** The official images of languages. */
export const languages: readonly Language[] = [
  {
    name: 'node',
    full: 'full',
    env: { NODE_VERSION: '', YARN_VERSION: '' },
    entrypoint: ['docker-entrypoint.sh'],
    users: [{ name: 'node', uid: 1000 }],
    tools: nodeTools,
  },
  {
    name: 'python',
    full: 'full',
    env: {
      PATH: `/usr/local/bin:${defaultPath}`,
      LANG: 'C.UTF-8',
      GPG_KEY: '',
      PYTHON_VERSION: '',
      PYTHON_SHA256: '',
      PYTHON_PIP_VERSION: '',
      PYTHON_SETUPTOOLS_VERSION: '',
      PYTHON_GET_PIP_URL: '',
      PYTHON_GET_PIP_SHA256: '',
    },
    tools: () => ({ python: true, python3: true, pip: true, pip3: true, poetry: false, pdm: false, pipenv: false }),
  },
  {
    name: 'golang',
    full: 'scm',
    env: {
      PATH: `/go/bin:/usr/local/go/bin:${defaultPath}`,
      GOPATH: '/go',
      GOTOOLCHAIN: 'local',
      GOLANG_VERSION: '',
    },
    workdir: '/go',
    tools: (_version, _slim, alpine) => ({ go: true, gofmt: true, gcc: !alpine, 'g++': !alpine, make: !alpine }),
  },
  {
    name: 'rust',
    full: 'full',
    env: {
      PATH: `/usr/local/cargo/bin:${defaultPath}`,
      RUSTUP_HOME: '/usr/local/rustup',
      CARGO_HOME: '/usr/local/cargo',
      RUST_VERSION: '',
    },
    tools: (_version, _slim, _alpine) => ({ cargo: true, rustc: true, rustup: true, gcc: true, 'cargo-chef': false }),
  },
  {
    name: 'ruby',
    full: 'full',
    env: {
      PATH: `/usr/local/bundle/bin:${defaultPath}`,
      LANG: 'C.UTF-8',
      GEM_HOME: '/usr/local/bundle',
      BUNDLE_SILENCE_ROOT_WARNING: '1',
      BUNDLE_APP_CONFIG: '/usr/local/bundle',
      RUBY_VERSION: '',
      RUBY_MAJOR: '',
      RUBY_DOWNLOAD_URL: '',
      RUBY_DOWNLOAD_SHA256: '',
    },
    tools: () => ({ ruby: true, gem: true, bundle: true }),
  },
  {
    name: 'php',
    words: ['cli', 'fpm', 'apache', 'zts'],
    full: 'slim',
    env: {
      PHPIZE_DEPS: '',
      PHP_INI_DIR: '/usr/local/etc/php',
      PHP_CFLAGS: '',
      PHP_CPPFLAGS: '',
      PHP_LDFLAGS: '',
      PHP_VERSION: '',
      PHP_URL: '',
      PHP_ASC_URL: '',
      PHP_SHA256: '',
      GPG_KEYS: '',
      APACHE_CONFDIR: '/etc/apache2',
      APACHE_ENVVARS: '/etc/apache2/envvars',
    },
    entrypoint: ['docker-php-entrypoint'],
    tools: (_version, _slim, alpine) => ({
      php: true,
      composer: false,
      curl: true,
      ...(alpine ? {} : { gcc: true, 'g++': true, make: true }),
    }),
  },
]

const languageFamily = (language: Language): Family => ({
  name: language.name,
  repositories: [`docker.io/library/${language.name}`],
  facts: (text) => {
    const tag = parseTag(text)
    const known = ['slim', ...(language.words ?? [])]
    if (!tag.words.every((word) => known.includes(word))) return undefined
    const slim = tag.words.includes('slim')
    const alpine = tag.suite?.startsWith('alpine') === true
    const base = suiteFacts(tag.suite, slim ? 'slim' : language.full)
    const end = languageEndOfLife(language.name, tag.version)
    const gone = language.name === 'node' && (majorOf(tag.version) ?? 0) >= 26 ? ['YARN_VERSION'] : []
    const env = Object.fromEntries(
      Object.entries({ ...base.env, ...language.env }).filter(([key]) => !gone.includes(key)),
    )
    return {
      ...base,
      ...(tag.version === undefined ? {} : { version: tag.version }),
      env,
      users: [...base.users, ...(language.users ?? [])],
      entrypoint: language.entrypoint ?? [],
      workdir: language.workdir ?? base.workdir,
      tools: {
        ...omit(base.tools, ...(language.name === 'node' ? ['yarn'] : [])),
        ...language.tools?.(tag.version, slim, alpine),
      },
      endOfLife: [...(end === undefined ? [] : [end]), ...base.endOfLife],
    }
  },
})

/** Rows for the official images of languages. */
export const languageFamilies = languages.map(languageFamily)

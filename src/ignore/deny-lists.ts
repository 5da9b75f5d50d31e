import {
  dockerLogin,
  keyEnding,
  keyStoreEndings,
  loginFiles,
  passwordStoreEnding,
  secretFolders,
  sshKeys,
  terraformStateEnding,
} from './secret-names.js'

/** A titled list of patterns that have no business in a build context. */
export interface DenyList {
  readonly title: string
  readonly patterns: readonly string[]
}

const endings = [...keyStoreEndings, keyEnding, passwordStoreEnding, terraformStateEnding]

/**
 * Credentials. There is no `!` among the patterns: an exception with a wildcard would make BuildKit walk every ignored
 * directory, and would bring files back that an allow-list leaves out. `.npmrc` is not here, since installs need it.
 */
export const secrets: DenyList = {
  title: 'Secrets',
  patterns: [
    '**/.env',
    // Every .env.* but .env.example, .env.sample and .env.template, spelled without an exception.
    '**/.env.[^est]*',
    '**/.env.e[^x]*',
    '**/.env.s[^a]*',
    '**/.env.t[^e]*',
    '**/.env.te[^m]*',
    ...[...secretFolders, ...loginFiles, dockerLogin].sort().map((name) => `**/${name}`),
    ...[...endings, 'pem', `${terraformStateEnding}.*`].sort().map((ending) => `**/*.${ending}`),
    ...sshKeys.map((name) => `**/${name}`),
  ],
}

/** `.gitignore` and `.gitattributes` stay: build backends and bundlers read them. */
export const versionControl: DenyList = { title: 'Version control', patterns: ['**/.git', '**/.hg', '**/.svn'] }

/** What editors and operating systems leave behind. */
export const editors: DenyList = {
  title: 'Editors and operating systems',
  patterns: ['**/.DS_Store', '**/.idea', '**/.vscode', '**/*.swp', '**/*~', '**/Thumbs.db'],
}

/** What describes images: a change of it must not invalidate the layers that copy the sources. */
export const imageFiles: DenyList = {
  title: 'Files that describe images',
  patterns: [
    '**/.dockerignore',
    '**/*.dockerignore',
    '**/*.Dockerfile',
    '**/Dockerfile',
    'Dockerfile.*',
    '**/compose.yaml',
    '**/compose.yml',
    '**/docker-compose*.yaml',
    '**/docker-compose*.yml',
    '**/dockerfile.ts',
    'gen-dockerfile.yaml',
  ],
}

/** Pipelines of the well-known services. */
export const pipelines: DenyList = {
  title: 'Pipelines',
  patterns: [
    '.buildkite',
    '.circleci',
    '.github',
    '.gitlab',
    '.gitlab-ci.yml',
    '.pre-commit-config.yaml',
    '.travis.yml',
    'Jenkinsfile',
    'azure-pipelines.yml',
    'bitbucket-pipelines.yml',
  ],
}

/** Only on demand: package metadata can name the README, and applications can serve Markdown. */
export const documentation: DenyList = { title: 'Documentation', patterns: ['*.md', 'docs'] }

/** The languages that have a list of their own. */
export type IgnoreLanguage = 'node' | 'python' | 'go' | 'rust'

/**
 * What a language's tools leave in a working copy. A name reaches every depth only where it cannot be the name of a source
 * directory: `node_modules` can, `dist` and `target` cannot, which are given where tools put them.
 */
export const languageLists: Readonly<Record<IgnoreLanguage, DenyList>> = {
  node: {
    title: 'Node.js',
    patterns: [
      '**/.eslintcache',
      '**/.next',
      '**/.nuxt',
      '**/.nx/cache',
      '**/.nyc_output',
      '**/.parcel-cache',
      '**/.pnpm-store',
      '**/.svelte-kit',
      '**/.turbo',
      '**/.yarn/cache',
      '**/.yarn/install-state.gz',
      '**/*.tsbuildinfo',
      '**/node_modules',
      '**/npm-debug.log*',
      '**/pnpm-debug.log*',
      '**/yarn-error.log*',
      'apps/*/dist',
      'coverage',
      'dist',
      'packages/*/dist',
    ],
  },
  python: {
    title: 'Python',
    patterns: [
      '**/.coverage',
      '**/.ipynb_checkpoints',
      '**/.mypy_cache',
      '**/.nox',
      '**/.pytest_cache',
      '**/.ruff_cache',
      '**/.tox',
      '**/.venv',
      '**/*.egg-info',
      '**/*.py[co]',
      '**/__pycache__',
      'build',
      'dist',
      'htmlcov',
      'venv',
    ],
  },
  go: { title: 'Go', patterns: ['*.out', '*.prof', '*.test', '**/__debug_bin*'] },
  rust: { title: 'Rust', patterns: ['**/*.rs.bk', '**/target/debug', '**/target/release', 'target'] },
}

/** Patterns that we write for the root of the context, where tools and services put these files. */
export const rootDenials: ReadonlySet<string> = new Set(
  [imageFiles, pipelines, documentation, ...Object.values(languageLists)]
    .flatMap(({ patterns }) => patterns)
    .filter((pattern) => !pattern.startsWith('**')),
)

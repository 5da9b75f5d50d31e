import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Files, useCli } from './support/cli.js'

const cli = useCli()

const goMain = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n'
const goMod = 'module example.com/shop\n\ngo 1.26\n'
const cargo = '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2024"\n'
const cargoLock = 'version = 4\n\n[[package]]\nname = "shop"\nversion = "0.1.0"\n'
const node = JSON.stringify({
  name: 'web',
  scripts: { start: 'node server.js' },
  dependencies: { ms: '2.1.3' },
})
const nodeLock = JSON.stringify({
  name: 'web',
  lockfileVersion: 3,
  packages: { '': { name: 'web', dependencies: { ms: '2.1.3' } }, 'node_modules/ms': { version: '2.1.3' } },
})

const comment = (outputs: string, preset: string): string =>
  `// \`npx gen-dockerfile\` writes ${outputs} from this file.\n// All options: npx gen-dockerfile presets ${preset}\n`

const both = 'Dockerfile and .dockerignore'

interface Case {
  readonly files: Files
  readonly args?: readonly string[]
  readonly text: string
  readonly outputs: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  Go: {
    files: { 'go.mod': goMod, 'main.go': goMain },
    text: `${comment(both, 'go-distroless')}import { goDistroless } from 'gen-dockerfile'\n\nexport default goDistroless()\n`,
    outputs: ['Dockerfile', '.dockerignore'],
  },
  'Go with several programs': {
    files: { 'go.mod': goMod, 'cmd/api/main.go': goMain, 'cmd/job-runner/main.go': goMain },
    text: `${comment('api.Dockerfile and job-runner.Dockerfile, each with its ignore file,', 'go-distroless')}import { goDistroless } from 'gen-dockerfile'

export default {
  api: goDistroless({ main: './cmd/api' }),
  'job-runner': goDistroless({ main: './cmd/job-runner' }),
}
`,
    outputs: [
      'api.Dockerfile',
      'job-runner.Dockerfile',
      'api.Dockerfile.dockerignore',
      'job-runner.Dockerfile.dockerignore',
    ],
  },
  'Go with a Dockerfile and an ignore file': {
    files: {
      'go.mod': goMod,
      'main.go': goMain,
      Dockerfile: 'FROM golang\nENV LOG_LEVEL=debug\nCMD ["shop", "serve"]\n',
      '.dockerignore': 'docs\n',
    },
    text: `${comment('Dockerfile and Dockerfile.dockerignore', 'go-distroless')}import { goDistroless } from 'gen-dockerfile'

export default goDistroless({ env: { LOG_LEVEL: 'debug' }, args: ['serve'] })
`,
    outputs: ['Dockerfile', 'Dockerfile.dockerignore'],
  },
  Rust: {
    files: { 'Cargo.toml': cargo, 'Cargo.lock': cargoLock, 'src/main.rs': 'fn main() {}\n' },
    text: `${comment(both, 'rust')}import { rust } from 'gen-dockerfile'\n\nexport default rust()\n`,
    outputs: ['Dockerfile', '.dockerignore'],
  },
  'Rust with several binaries': {
    files: {
      'Cargo.toml': cargo,
      'Cargo.lock': cargoLock,
      'src/bin/api.rs': 'fn main() {}\n',
      'src/bin/job.rs': 'fn main() {}\n',
    },
    text: `${comment('api.Dockerfile and job.Dockerfile, each with its ignore file,', 'rust')}import { rust } from 'gen-dockerfile'

export default {
  api: rust({ bin: 'api' }),
  job: rust({ bin: 'job' }),
}
`,
    outputs: ['api.Dockerfile', 'job.Dockerfile', 'api.Dockerfile.dockerignore', 'job.Dockerfile.dockerignore'],
  },
  Node: {
    files: { 'package.json': node, 'package-lock.json': nodeLock, 'server.js': 'setInterval(() => {}, 1000)\n' },
    text: `${comment(both, 'node-prod-deps')}import { nodeProdDeps } from 'gen-dockerfile'\n\nexport default nodeProdDeps()\n`,
    outputs: ['Dockerfile', '.dockerignore'],
  },
  'Python with pip': {
    files: {
      'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n',
      'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    },
    text: `${comment(both, 'python-slim')}import { pythonSlim } from 'gen-dockerfile'\n\nexport default pythonSlim()\n`,
    outputs: ['Dockerfile', '.dockerignore'],
  },
  'a preset by its name': {
    files: { 'go.mod': goMod, 'main.go': goMain, 'package.json': node, 'package-lock.json': nodeLock, 'server.js': '' },
    args: ['--preset', 'nodeProdDeps'],
    text: `${comment(both, 'node-prod-deps')}import { nodeProdDeps } from 'gen-dockerfile'\n\nexport default nodeProdDeps()\n`,
    outputs: ['Dockerfile', '.dockerignore'],
  },
}

const gitAttributes = (outputs: readonly string[]): string =>
  [
    '# Generated from dockerfile.ts: folded in reviews, the same bytes everywhere',
    ...outputs.map((output) => `/${output} linguist-generated text eol=lf`),
    '',
  ].join('\n')

describe('init --yes', () => {
  it.each(Object.entries(cases))('scaffolds %s, and what it writes generates', async (_, each) => {
    const repository = cli.repository(each.files)
    const result = await repository.run(['init', '--yes', ...(each.args ?? [])])
    expect(result).toMatchObject({ code: 0, stdout: 'created    dockerfile.ts\ncreated    .gitattributes\n' })
    expect(repository.read('dockerfile.ts')).toBe(each.text)
    expect(repository.read('.gitattributes')).toBe(gitAttributes(each.outputs))
    const before = Object.keys(each.files).filter((file) => !each.outputs.includes(file))
    const generated = await repository.run(['--force'])
    expect(generated.code, generated.stderr + generated.stdout).toBe(0)
    expect(repository.list()).toEqual([...before, ...each.outputs, 'dockerfile.ts', '.gitattributes'].sort())
  })

  it('tells what it kept of a Dockerfile and why not the rest, and leaves the Dockerfile alone', async () => {
    const dockerfile =
      'FROM golang:1.20\nENV LOG_LEVEL=debug API_TOKEN=hunter2\nUSER root\nEXPOSE 8080\nCMD ["shop", "serve"]\n'
    const repository = cli.repository({ 'go.mod': goMod, 'main.go': goMain, Dockerfile: dockerfile })
    const { code, stderr } = await repository.run(['init', '--yes', '--no-gitattributes'])
    expect(code).toBe(0)
    const block = stderr.split('\n\n')[1]
    expect(block?.split('\n')).toEqual([
      '`Dockerfile` stays as it is. What its final stage sets:',
      '  kept        line 2  ENV LOG_LEVEL=debug',
      '  not kept    line 2  ENV API_TOKEN=…       it looks like a secret: set it when the container starts',
      '  not kept    line 3  USER root             the preset runs as `65532:65532`, not as root',
      '  already so  line 4  EXPOSE 8080           the preset finds the same port in the sources',
      '  kept        line 5  CMD ["shop","serve"]',
    ])
    expect(stderr).not.toContain('hunter2')
    expect(stderr).toContain('npx gen-dockerfile --dry-run')
    expect(stderr).toContain('npx gen-dockerfile --force')
    expect(repository.read('Dockerfile')).toBe(dockerfile)
    expect(repository.list()).toEqual(['Dockerfile', 'dockerfile.ts', 'go.mod', 'main.go'])
  })

  const withIgnore = { 'go.mod': goMod, 'main.go': goMain, '.dockerignore': 'docs\n' }

  it('keeps an ignore file that is there, and says how to merge it', async () => {
    const { code, stderr } = await cli.repository(withIgnore).run(['init', '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain(
      "`.dockerignore` stays as it is: the generated one replaces it; `.with({ ignore: 'merge' })` takes its patterns in.\n",
    )
  })

  it('merges it with --merge-ignore', async () => {
    const repository = cli.repository(withIgnore)
    const { code, stderr } = await repository.run(['init', '--yes', '--merge-ignore'])
    expect(code).toBe(0)
    expect(stderr).toContain('`.dockerignore` stays as it is: its patterns go into the one that is generated.\n')
    expect(repository.read('dockerfile.ts')).toContain("export default goDistroless().with({ ignore: 'merge' })\n")
    expect(await repository.run([])).toMatchObject({ code: 0 })
    expect(repository.read('Dockerfile.dockerignore')).toMatch(/\n# From \.dockerignore\ndocs\n$/)
    expect(repository.read('.dockerignore')).toBe('docs\n')
  })

  it('merges it for each of several services', async () => {
    const program = 'package main\n\nfunc main() {}\n'
    const repository = cli.repository({
      'go.mod': goMod,
      'cmd/api/main.go': program,
      'cmd/job/main.go': program,
      '.dockerignore': 'docs\n',
    })
    expect(await repository.run(['init', '--yes', '--merge-ignore'])).toMatchObject({ code: 0 })
    expect(await repository.run([])).toMatchObject({ code: 0 })
    for (const name of ['api', 'job']) {
      expect(repository.read(`${name}.Dockerfile.dockerignore`)).toMatch(/\n# From \.dockerignore\ndocs\n$/)
    }
  })

  it('goes on without a Dockerfile that BuildKit would refuse', async () => {
    const repository = cli.repository({ 'go.mod': goMod, 'main.go': goMain, Dockerfile: 'FROM a\n\nEXPOZE 1\n' })
    const { code, stderr } = await repository.run(['init', '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain('Nothing is taken from `Dockerfile`, which BuildKit would refuse (line 3): ')
    expect(repository.read('dockerfile.ts')).toContain('export default goDistroless()')
  })

  it('shows how to check in CI and before a commit, for the folder that it is in', async () => {
    const files = { '.gitlab-ci.yml': '', 'services/api/go.mod': goMod, 'services/api/main.go': goMain }
    const { stderr } = await cli.repository(files).run(['init', '--yes', '--cwd', 'services/api'])
    expect(stderr).toContain('# .gitlab-ci.yml\n')
    expect(stderr).toMatch(/exec npx --yes gen-dockerfile@\S+ --check services\/api\n/)
  })

  it('marks the files in the .gitattributes of the repository, and only once', async () => {
    const repository = cli.repository({
      '.gitattributes': '* text=auto\r\n*.png binary',
      'services/api/go.mod': goMod,
      'services/api/main.go': goMain,
    })
    const run = () => repository.run(['init', '--yes', '--quiet'], { cwd: 'services/api' })
    expect(await run()).toEqual({ code: 0, stdout: '', stderr: '' })
    const text = repository.read('.gitattributes')
    expect(text).toBe(
      [
        '* text=auto',
        '*.png binary',
        '',
        '# Generated from services/api/dockerfile.ts: folded in reviews, the same bytes everywhere',
        '/services/api/Dockerfile linguist-generated text eol=lf',
        '/services/api/.dockerignore linguist-generated text eol=lf',
        '',
      ].join('\r\n'),
    )
  })
})

const refusals: readonly (readonly [string, Files, readonly string[], number, readonly string[]])[] = [
  [
    'a dockerfile.ts that is there',
    { 'go.mod': goMod, 'main.go': goMain, 'dockerfile.ts': '' },
    ['--yes'],
    2,
    ['There is a `dockerfile.ts` already', 'dockerfile-ts-exists'],
  ],
  [
    'an ignore file to merge that is not there',
    { 'go.mod': goMod, 'main.go': goMain },
    ['--yes', '--merge-ignore'],
    2,
    ['`--merge-ignore`', 'nothing-to-merge'],
  ],
  ['no terminal', { 'go.mod': goMod, 'main.go': goMain }, [], 2, ['`gen-dockerfile init --yes`', 'no-terminal']],
  [
    'nothing that a preset fits',
    { 'README.md': '' },
    ['--yes'],
    2,
    ['nothing-detected', 'node-prod-deps: ', "import { stage } from 'gen-dockerfile'"],
  ],
  [
    'an unknown preset',
    { 'go.mod': goMod },
    ['--yes', '--preset', 'go-distrolles'],
    2,
    ['Did you mean `go-distroless`?'],
  ],
  ['a preset that refuses', { 'go.mod': goMod }, ['--yes'], 1, ['no-main-package', 'hint: ']],
  [
    'a preset that does not fit',
    { 'go.mod': goMod },
    ['--yes', '--preset', 'node-prod-deps'],
    1,
    ['error: ', 'hint: '],
  ],
  [
    'the root of a workspace that is no service',
    { 'package.json': '{"name":"shop","workspaces":["apps/*"]}', 'apps/api/package.json': '{"name":"api"}' },
    ['--yes'],
    1,
    ['note: This is the root of a workspace (`apps/*`): for a member, run it with `--cwd`.'],
  ],
  [
    'the root of a workspace whose services cannot be generated',
    {
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[tool.uv.workspace]\nmembers = ["services/*"]\n',
      'services/api/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\n[project.scripts]\napi = "api:main"\n[build-system]\nrequires = ["hatchling"]\n[tool.uv.sources]\nlog = { workspace = true }\n',
      'services/api/api.py': '',
    },
    ['--yes'],
    1,
    ['error: No service below this folder can be generated.', 'note: `services/api` is left out: ', '`uv lock`'],
  ],
  [
    'a folder with more programs than anybody reads',
    {
      'tools/go.mod': goMod,
      ...Object.fromEntries([...'abcdefgh'].map((name) => [`tools/cmd/${name}/main.go`, goMain])),
    },
    ['--yes'],
    1,
    [
      '`tools` has 8 programs (a, b, c, d, e, f and 2 more): run `gen-dockerfile init --cwd tools`',
      '`init` here again',
    ],
  ],
  ['an unknown option', {}, ['--yess'], 2, ['Did you mean --yes?']],
  ['an argument', {}, ['here', '--yes'], 2, ['too many arguments']],
]

describe('init refuses and writes nothing for', () => {
  it.each(refusals)('%s', async (_, files, args, code, messages) => {
    const repository = cli.repository(files)
    const result = await repository.run(['init', ...args])
    expect(result).toMatchObject({ code, stdout: '' })
    for (const message of messages) expect(result.stderr).toContain(message)
    expect(result.stderr).not.toMatch(/^\s+at /m)
    expect(repository.list()).toEqual(Object.keys(files).sort())
  })

  it('a folder that cannot be written', async () => {
    const repository = cli.repository({ 'go.mod': goMod, 'main.go': goMain })
    chmodSync(repository.path, 0o555)
    // Root may write everywhere.
    const { code, stderr } = await repository.run(['init', '--yes'], process.getuid?.() === 0 ? { uid: 65_534 } : {})
    chmodSync(repository.path, 0o755)
    expect(code).toBe(2)
    expect(stderr).toContain('`dockerfile.ts` cannot be written: permission denied.')
    expect(repository.list()).toEqual(['go.mod', 'main.go'])
  })
})

describe('the example for those whom no preset fits', () => {
  it('generates', async () => {
    const repository = cli.repository({ 'public/index.html': '' })
    const { stderr } = await repository.run(['init', '--yes'])
    const lines = stderr.split('\n').map((line) => line.slice(10))
    repository.write({
      'dockerfile.ts': lines.slice(lines.indexOf("import { stage } from 'gen-dockerfile'")).join('\n'),
    })
    const { code, stdout } = await repository.run(['--max-warnings', '0'])
    expect(code, stdout).toBe(0)
  })
})

describe('init prints', () => {
  it.each([
    [['--ci', 'github'], /^# \.github\/workflows\/dockerfile\.yml\n/],
    [['--ci', 'gitlab'], /^# \.gitlab-ci\.yml\n/],
    [['--pre-commit'], /^#!\/bin\/sh\n/],
    [['--ci', 'github', '--pre-commit'], /^# \.github[^]*\n\n#!\/bin\/sh\n/],
  ])('only a snippet with %j', async (args, pattern) => {
    const repository = cli.repository({ 'dockerfile.ts': '' })
    const { code, stdout, stderr } = await repository.run(['init', ...args])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(pattern)
    expect(repository.list()).toEqual(['dockerfile.ts'])
  })

  it('shows the file to write by hand when the preset refuses', async () => {
    const repository = cli.repository({ 'package.json': '{"name":"x"}' })
    const { code, stdout, stderr } = await repository.run(['init', '--yes'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain("  export default nodeProdDeps({ entry: 'dist/main.js' })\n")
    expect(repository.list()).toEqual(['package.json'])
  })
})

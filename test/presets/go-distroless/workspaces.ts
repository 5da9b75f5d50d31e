import { goDistroless } from '../../../src/presets/go-distroless/index.js'
import type { Example } from '../compiled/repository.js'

/** A repository and the files that the stage which compiles its service copies. */
interface Workspace extends Example {
  readonly copies: readonly string[]
}

const mod = (name: string, more = ''): string => `module example.com/${name}\n\ngo 1.24\n${more}`
const work = (...folders: readonly string[]): string =>
  `go 1.24\n\nuse (\n${folders.map((folder) => `\t./${folder}\n`).join('')})\n`
const library = (name: string, imports = ''): string =>
  `package ${name}\n\n${imports === '' ? '' : `import _ "example.com/${imports}"\n\n`}var Name = "${name}"\n`
const program = (...imports: readonly string[]): string =>
  `package main\n\nimport (\n${imports.map((name) => `\t_ "example.com/${name}"\n`).join('')})\n\nfunc main() {}\n`

const shop = {
  'go.work': work('libs/log', 'libs/store', 'libs/testkit', 'services/api', 'services/mail'),
  'libs/log/go.mod': mod('log'),
  'libs/log/log.go': library('log'),
  'libs/log/README.md': '# log',
  'libs/store/go.mod': mod('store'),
  'libs/store/store.go': library('store', 'log'),
  'libs/store/store_test.go': 'package store\n\nimport _ "example.com/testkit"\n',
  'libs/testkit/go.mod': mod('testkit'),
  'libs/testkit/testkit.go': library('testkit'),
  'services/api/go.mod': mod('api'),
  'services/api/cmd/api/main.go': program('store'),
  'services/mail/go.mod': mod('mail'),
  'services/mail/main.go': program('testkit'),
}

const manifests = (...folders: readonly string[]): readonly string[] => folders.map((folder) => `${folder}/go.mod`)
const all = manifests('libs/log', 'libs/store', 'libs/testkit', 'services/api', 'services/mail')

/** Workspaces without modules of others, so that they build without a network. */
export const goWorkspaces: Readonly<Record<string, Workspace>> = {
  'imports that only go.work finds': {
    files: shop,
    dir: 'services/api',
    preset: goDistroless(),
    copies: ['go.work', ...all, 'libs/log/log.go', 'libs/store/store.go', 'services/api/cmd/api/main.go'].sort(),
  },
  'a member that needs no other': {
    files: {
      ...shop,
      'services/mail/main.go': program('mail/letters'),
      'services/mail/letters/a.go': library('letters'),
    },
    dir: 'services/mail',
    preset: goDistroless(),
    copies: ['services/mail/go.mod', 'services/mail/letters/a.go', 'services/mail/main.go'],
  },
  'members that go.mod replaces': {
    files: {
      ...shop,
      'services/api/go.mod': mod(
        'api',
        '\nrequire (\n\texample.com/store v0.0.0\n\texample.com/log v0.0.0 // indirect\n)\n\nreplace (\n\texample.com/store => ../../libs/store\n\texample.com/log => ../../libs/log\n)\n',
      ),
      'libs/store/go.mod': mod('store', '\nrequire example.com/log v0.0.0\n'),
    },
    dir: 'services/api',
    preset: goDistroless(),
    copies: [
      ...manifests('libs/log', 'libs/store', 'services/api'),
      'libs/log/log.go',
      'libs/store/store.go',
      'services/api/cmd/api/main.go',
    ].sort(),
  },
  'one of two members that go.mod replaces': {
    files: {
      ...shop,
      'services/api/go.mod': mod(
        'api',
        '\nrequire example.com/store v0.0.0\n\nreplace example.com/store => ../../libs/store\n',
      ),
    },
    dir: 'services/api',
    preset: goDistroless(),
    copies: ['go.work', ...all, 'libs/log/log.go', 'libs/store/store.go', 'services/api/cmd/api/main.go'].sort(),
  },
  'a replacement in go.work': {
    files: {
      ...shop,
      'go.work': `${shop['go.work']}\nreplace example.com/clock => ./third_party/clock\n`,
      'services/mail/go.mod': mod('mail', '\nrequire example.com/clock v0.0.0\n'),
      'services/mail/main.go': program('clock'),
      'third_party/clock/go.mod': mod('clock'),
      'third_party/clock/clock.go': library('clock'),
    },
    dir: 'services/mail',
    preset: goDistroless(),
    copies: [
      'go.work',
      ...all,
      'services/mail/main.go',
      'third_party/clock/clock.go',
      'third_party/clock/go.mod',
    ].sort(),
  },
  'a module at the root, with others in its folder': {
    files: {
      'go.work': work('.', 'libs/log', 'services/mail'),
      'go.mod': mod('shop'),
      'main.go': program('log', 'shop/internal/page'),
      'internal/page/page.go': 'package page\n\nimport _ "embed"\n\n//go:embed page.html\nvar Text string\n',
      'internal/page/page.html': '<p>',
      'internal/page/notes.md': '# Page',
      'libs/log/go.mod': mod('log'),
      'libs/log/log.go': library('log'),
      'services/mail/go.mod': mod('mail'),
      'services/mail/main.go': program('log'),
    },
    preset: goDistroless(),
    copies: [
      'go.mod',
      'go.work',
      'internal/page/page.go',
      'internal/page/page.html',
      'libs/log/go.mod',
      'libs/log/log.go',
      'main.go',
      'services/mail/go.mod',
    ],
  },
  'a library with assembly': {
    files: {
      ...shop,
      'libs/log/log.go': 'package log\n\nfunc Two() int\n',
      'libs/log/two_amd64.s': '#include "two.h"\n\nTEXT ·Two(SB), 4, $0-8\n\tMOVQ $TWO, ret+0(FP)\n\tRET\n',
      'libs/log/two_arm64.s':
        '#include "two.h"\n\nTEXT ·Two(SB), 4, $0-8\n\tMOVD $TWO, R0\n\tMOVD R0, ret+0(FP)\n\tRET\n',
      'libs/log/two.h': '#define TWO 2\n',
      'services/mail/main.go': 'package main\n\nimport "example.com/log"\n\nfunc main() { println(log.Two()) }\n',
    },
    dir: 'services/mail',
    preset: goDistroless(),
    copies: [
      'go.work',
      ...all,
      'libs/log/log.go',
      'libs/log/two.h',
      'libs/log/two_amd64.s',
      'libs/log/two_arm64.s',
      'services/mail/main.go',
    ].sort(),
  },
}

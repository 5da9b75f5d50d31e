import type { Case } from '../support/case.js'

const shell = '/busybox/sh'

/** Go programs. */
export const goCases: readonly Case[] = [
  {
    name: 'go',
    app: 'examples/go-distroless',
    preset: 'goDistroless()',
    port: 8080,
    path: '/quote',
    answer: /\.\n$/,
    edit: {
      file: 'internal/quotes/quotes.go',
      find: 'Clear is better than clever.',
      replace: 'Edited."}\n\nvar _ = []string{"',
      answer: /^Edited\.\n$/,
    },
    added: 'go-distroless',
    notAgain: /go: downloading/,
    shell,
    dev: 120,
    quick: true,
  },
  {
    name: 'go-cgo',
    app: 'test/e2e/apps/go-cgo',
    preset: 'goDistroless()',
    port: 8080,
    path: '/abc',
    answer: /^[0-9a-f-]{36} \d+\n$/,
    edit: { file: 'main.go', find: '%s %d', replace: '%s = %d', answer: /^[0-9a-f-]{36} = \d+\n$/ },
    added: 'go-cgo',
    notAgain: /go: downloading/,
    shell,
    quick: false,
  },
]

const visits = {
  app: 'examples/rust',
  port: 8080,
  path: '/',
  answer: /visit \d+/,
  edit: { file: 'src/page.html', find: 'visit ', replace: 'guest ', answer: /guest \d+/ },
  added: 'rust',
  notAgain: /Compiling (?!visits )/,
  shell,
} as const satisfies Partial<Case>

/** Rust programs. */
export const rustCases: readonly Case[] = [
  { name: 'rust', preset: 'rust()', quick: true, ...visits },
  { name: 'rust-layer', preset: "rust({ cache: 'layer' })", layered: true, quick: false, ...visits },
]

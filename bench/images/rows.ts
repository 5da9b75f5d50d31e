import { baseImages } from '../../src/images/index.js'
import { goDistroless, nodeProdDeps, pythonAlpineUv, pythonSlim, rust } from '../../src/index.js'
import type { Preset } from '../../src/presets/define-preset.js'

/** Dockerfiles for one application, from the naive one to ours. */
export interface Row {
  readonly name: string
  /** The folder in `examples/` that holds the application and the recipes as they are taught. */
  readonly example: string
  readonly naive: string
  /** The best of the taught recipes that the bases at hand can build. */
  readonly taught: string
  /** Ours: a Dockerfile of the example, or a preset for the same application. */
  readonly ours: Readonly<Record<string, string | Preset>>
  /** Texts of the recipes that name a base, and what stands there instead, so that all variants have the same. */
  readonly bases: readonly (readonly [string, string])[]
  /** A source file, and what is added at its end. */
  readonly edit: readonly [file: string, line: (id: string) => string]
  /** A change of the dependencies, in a file. */
  readonly dependency: readonly [file: string, change: (text: string, id: string) => string]
  /** Files in the image that are the program or its packages; the rest of our layers is overhead. */
  readonly payload: RegExp
}

const python = (from: string): Row['bases'] => [
  [`python:${from}`, 'python:3.13'],
  [`python${from}/`, 'python3.13/'],
  [`alpine3.23`, 'alpine'],
]
const pythonComment = (id: string): string => `# ${id}\n`
const name = (id: string): string => id.replaceAll(/\W/g, '_')
const goFunction = (id: string): string => `\nfunc edited_${name(id)}() string { return "${id}" }\n`
const rustFunction = (id: string): string =>
  `\n#[allow(dead_code)]\nfn edited_${name(id)}() -> &'static str {\n    "${id}"\n}\n`
const constant = (id: string): string => `\nexport const edited_${name(id)} = '${id}'\n`
const sitePackages = /\/site-packages\/|^app\//

/** A requirement more, that no application needs. */
const oneMore = (text: string, id: string): string => `${text.trimEnd()}\niniconfig==2.3.0\n# ${id}\n`

/**
 * Alpine's Rust is not at hand: the same target from Debian's, with its programs where Alpine's compiler puts them.
 */
const muslOnDebian = `FROM ${baseImages.rustSlim} AS build
RUN rustup target add x86_64-unknown-linux-musl && mkdir /musl && ln -s /src/target /musl/x86_64-unknown-linux-musl
ENV CARGO_BUILD_TARGET=x86_64-unknown-linux-musl CARGO_TARGET_DIR=/musl`

/** The recipes of the field that the bases at hand can build. */
export const rows: readonly Row[] = [
  {
    name: 'fastapi',
    example: 'fastapi',
    naive: 'naive.Dockerfile',
    taught: 'alpine-uv-combined.Dockerfile',
    ours: {
      corrected: 'corrected.Dockerfile',
      pythonAlpineUv: pythonAlpineUv(),
      pythonSlim: pythonSlim(),
      'pythonSlim distroless': pythonSlim({ runtime: 'distroless' }),
    },
    bases: python('3.12'),
    edit: ['main.py', pythonComment],
    dependency: ['requirements.txt', oneMore],
    payload: sitePackages,
  },
  {
    name: 'python-single-vs-multi',
    example: 'python-single-vs-multi',
    naive: 'fat.Dockerfile',
    taught: 'multi-stage.Dockerfile',
    ours: {
      corrected: 'corrected.Dockerfile',
      pythonAlpineUv: pythonAlpineUv(),
      'pythonSlim distroless': pythonSlim({ runtime: 'distroless' }),
    },
    bases: python('3.10'),
    edit: ['app.py', pythonComment],
    dependency: ['requirements.txt', oneMore],
    payload: sitePackages,
  },
  {
    name: 'python-non-root',
    example: 'python-non-root',
    naive: 'naive.Dockerfile',
    taught: 'slim.Dockerfile',
    ours: { corrected: 'corrected.Dockerfile', pythonAlpineUv: pythonAlpineUv({ command: ['python', 'app.py'] }) },
    bases: python('3.12'),
    edit: ['app.py', pythonComment],
    dependency: ['requirements.txt', oneMore],
    payload: sitePackages,
  },
  {
    name: 'go-distroless',
    example: 'go-two-stages',
    naive: 'single-stage.Dockerfile',
    taught: 'multi-stage.Dockerfile',
    ours: { corrected: 'corrected.Dockerfile', goDistroless: goDistroless() },
    bases: [
      ['golang:1.23', 'golang:1.26'],
      ['golang:1.26-trixie', 'golang:1.26'],
    ],
    edit: ['cmd/myapp/main.go', goFunction],
    dependency: ['go.mod', (text, id) => `${text.trimEnd()}\n\n// ${id}\n`],
    payload: /(?:^|\/)myapp$/,
  },
  {
    name: 'rust',
    example: 'rust-two-stages',
    naive: 'single-stage.Dockerfile',
    taught: 'multi-stage.Dockerfile',
    ours: { corrected: 'corrected.Dockerfile', rust: rust(), 'rust musl': rust({ libc: 'musl' }) },
    bases: [
      [`FROM ${baseImages.rustAlpine} AS build`, muslOnDebian],
      ['rust:1.80', 'rust:1.95'],
      ['cc-debian12', 'cc-debian13:nonroot'],
    ],
    edit: ['src/main.rs', rustFunction],
    dependency: ['Cargo.toml', (text, id) => `${text.trimEnd()}\n\n# ${id}\n`],
    payload: /(?:^|\/)myapp$/,
  },
  {
    name: 'node-prod-deps',
    example: 'node-two-stages',
    naive: 'single-stage.Dockerfile',
    taught: 'multi-stage.Dockerfile',
    ours: {
      corrected: 'corrected.Dockerfile',
      nodeProdDeps: nodeProdDeps(),
      'nodeProdDeps distroless': nodeProdDeps({ runtime: 'distroless' }),
    },
    // Alpine's Node is not at hand.
    bases: [
      ['node:20-alpine', 'node:24-slim'],
      ['node:24-trixie-slim', 'node:24-slim'],
    ],
    edit: ['src/index.ts', constant],
    dependency: [
      'package.json',
      (text, id) => text.replace('"private"', `"description": ${JSON.stringify(id)},\n  "private"`),
    ],
    payload: /^app\//,
  },
  {
    name: 'ml-classifier',
    example: 'ml-classifier',
    naive: 'naive.Dockerfile',
    taught: 'multi-stage.Dockerfile',
    ours: {
      corrected: 'corrected.Dockerfile',
      'pythonSlim distroless': pythonSlim({
        runtime: 'distroless',
        requirements: 'runtime_requirements.txt',
        command: ['python', 'app/predictor.py', 'sample_data/sample_text.txt'],
      }),
    },
    bases: python('3.10'),
    edit: ['app/predictor.py', pythonComment],
    dependency: ['runtime_requirements.txt', oneMore],
    payload: sitePackages,
  },
  {
    name: 'django',
    example: 'django',
    naive: 'naive.Dockerfile',
    taught: 'apt-lists.Dockerfile',
    ours: { corrected: 'corrected.Dockerfile' },
    // The old requirements have no release for a Python that is at hand.
    bases: [...python('3.8'), ['requirements.txt', 'requirements-current.txt'], ['-current-current', '-current']],
    edit: ['src/notes/views.py', pythonComment],
    dependency: ['requirements-current.txt', oneMore],
    payload: sitePackages,
  },
]

import { goDistroless } from '../../../src/presets/go-distroless/index.js'
import type { Example } from '../compiled/repository.js'

const main = 'package main\n\nfunc main() {}\n'
const serving = 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n'

const goMod = (requires: readonly string[] = ['github.com/google/uuid'], more = ''): string =>
  `module example.com/shop/v2\n\ngo 1.25.0\n\nrequire (\n${requires.map((path) => `\t${path} v1.0.0\n`).join('')})\n${more}`

const plain = { 'go.mod': goMod(), 'go.sum': 'x', 'cmd/api/main.go': serving }

/** Repositories of all shapes; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const goExamples: Readonly<Record<string, Example>> = {
  plain: { files: plain, preset: goDistroless() },
  'writable-folders': { files: plain, preset: goDistroless({ writable: ['/var/opt/shop', 'cache'] }) },
  init: { files: plain, preset: goDistroless({ init: true, args: ['serve'] }) },
  'init-cgo': {
    files: { ...plain, 'go.mod': goMod(['github.com/mattn/go-sqlite3']) },
    preset: goDistroless({ init: true, writable: ['data'] }),
  },
  'init-with-packages': { files: plain, preset: goDistroless({ init: true, runtimePackages: ['git'] }) },
  'init-on-alpine': {
    files: plain,
    preset: goDistroless({ init: true, buildImage: 'golang:1.26-alpine3.23', runtimeImage: 'alpine:3.23' }),
  },
  'init-on-nothing': { files: plain, preset: goDistroless({ init: true, runtimeImage: 'scratch' }) },
  'init-in-a-workspace': {
    files: {
      'go.work': 'go 1.25.0\n\nuse ./services/api\n',
      'services/api/go.mod': 'module example.com/api\n\ngo 1.25.0\n',
      'services/api/main.go': serving,
    },
    dir: 'services/api',
    preset: goDistroless({ init: true }),
  },
  'without-dependencies': {
    files: { 'go.mod': 'module example.com/shop/v2\n\ngo 1.21\n', 'main.go': main },
    preset: goDistroless(),
  },
  'newer-toolchain': {
    files: { ...plain, 'go.mod': `${goMod()}\ntoolchain go1.28.1\n` },
    preset: goDistroless(),
  },
  vendored: {
    files: {
      ...plain,
      'vendor/modules.txt': '# github.com/google/uuid v1.0.0',
      'vendor/github.com/google/uuid/a.go': '',
    },
    preset: goDistroless(),
  },
  'workspace-member': {
    files: {
      'go.work': 'go 1.25.0\n\nuse (\n\t.\n\t./libs/log\n\t./services/api\n)\n',
      'go.work.sum': 'x',
      'go.mod': 'module example.com/root\n\ngo 1.25.0\n',
      'services/api/go.mod': goMod(['example.com/log']),
      'services/api/cmd/serve/main.go': serving.replace('import', 'import _ "example.com/shop/v2"\nimport'),
      'services/api/templates/a.html': '<p>',
      'services/api/web.go':
        'package api\n\nimport "html/template"\n\nvar t, _ = template.ParseGlob("templates/*.html")\n',
      'libs/log/go.mod': 'module example.com/log\n\ngo 1.25.0\n',
      'libs/log/log.go': 'package log\n',
    },
    dir: 'services/api',
    preset: goDistroless(),
  },
  'workspace-without-root-module': {
    files: {
      'go.work': 'go 1.25.0\n\nuse (\n\t./libs/log\n\t./services/api\n)\n',
      'services/api/go.mod': goMod(['example.com/log']),
      'services/api/go.sum': 'x',
      'services/api/main.go': serving,
      'libs/log/go.mod': 'module example.com/log\n\ngo 1.25.0\n',
      'libs/log/log.go': 'package log\n',
    },
    dir: 'services/api',
    preset: goDistroless(),
  },
  'local-replace': {
    files: {
      'go.mod': goMod(['example.com/log'], '\nreplace example.com/log => ./third_party/log\n'),
      'main.go': main,
      'third_party/log/go.mod': 'module example.com/log\n\ngo 1.25.0\n',
      'third_party/log/log.go': 'package log\n',
    },
    preset: goDistroless(),
  },
  'several-programs-and-c-in-another': {
    files: {
      'go.mod': goMod(),
      'go.sum': 'x',
      'cmd/api/main.go':
        'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/v2/internal/pages"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", pages.Handler)\n}\n',
      'internal/pages/pages.go':
        'package pages\n\nimport (\n\t"embed"\n\t"html/template"\n)\n\n//go:embed dist\nvar dist embed.FS\n\nvar t, _ = template.ParseGlob("templates/*.html")\n',
      'internal/pages/dist/app.js': '',
      'templates/a.html': '',
      'cmd/bridge/main.go':
        'package main\n\n// int one() { return 1; }\nimport "C"\n\nimport (\n\t_ "embed"\n\t"net/http"\n)\n\nvar version = "dev"\n\n//go:embed bridge.tmpl\nvar page string\n\nfunc main() {\n\t_ = http.ListenAndServe(":9090", nil)\n\t_ = http.Dir("static")\n}\n',
      'cmd/bridge/bridge.tmpl': '',
      'static/a.css': '',
    },
    preset: goDistroless({ main: './cmd/api' }),
  },
  'data-beside-the-module': {
    files: {
      ...plain,
      'cmd/api/main.go': `${serving}\nvar items, _ = os.ReadFile("items.json")\nvar key, _ = os.ReadFile("server.key")\nvar none, _ = os.ReadFile("none.json")\n`,
      'items.json': '[]',
      'server.key': '',
    },
    preset: goDistroless(),
  },
  'embeds-behind-tags': {
    files: {
      'go.mod': goMod(),
      'go.sum': 'x',
      'main.go': main,
      'ui.go': '//go:build ui && !dev\n\npackage main\n\nimport "embed"\n\n//go:embed web/dist\nvar web embed.FS\n',
      'docs.go': '//go:build docs\n\npackage main\n\nimport "embed"\n\n//go:embed manual\nvar manual embed.FS\n',
    },
    preset: goDistroless({ tags: ['ui'] }),
  },
  'embeds-and-assets': {
    files: {
      ...plain,
      'cmd/api/main.go': `package main\n\nimport (\n\t_ "embed"\n\t"net/http"\n)\n\nvar version = "dev"\n\n//go:embed page.html\nvar page string\n\nfunc main() {\n\thttp.Handle("/", http.FileServer(http.Dir("./static")))\n\t_ = http.ListenAndServe(":9000", nil)\n}\n`,
      'cmd/api/page.html': '<p>',
      'static/a.css': 'p {}',
      'README.md': '# Shop',
    },
    preset: goDistroless(),
  },
  'own-c-code': {
    files: { ...plain, 'cmd/api/c.go': 'package main\n\nimport "C"\n', 'cmd/api/add.c': 'int add;' },
    preset: goDistroless(),
  },
  'cgo-dependency': {
    files: { ...plain, 'go.mod': goMod(['github.com/mattn/go-sqlite3']) },
    preset: goDistroless(),
  },
  'cgo-shared-library': {
    files: { ...plain, 'go.mod': goMod(['github.com/davidbyttow/govips/v2']) },
    preset: goDistroless(),
  },
  'cgo-on-alpine': {
    files: { ...plain, 'go.mod': goMod(['github.com/mattn/go-sqlite3']) },
    preset: goDistroless({ buildImage: 'golang:1.26-alpine3.23' }),
  },
  'cgo-switched-off': {
    files: { ...plain, 'go.mod': goMod(['github.com/mattn/go-sqlite3']) },
    preset: goDistroless({ cgo: false, goVersion: '1.25' }),
  },
  'one-of-several': {
    files: { ...plain, 'cmd/worker/main.go': main },
    preset: goDistroless({
      main: 'cmd/worker/',
      args: ['--queue', 'a "quoted" one'],
      tags: ['netgo', 'prod'],
      ldflags: '-s -w -X "main.motto=it\'s $5"',
      versionVariable: 'example.com/shop/v2/internal/build.Version',
    }),
  },
  'program-among-tools': {
    files: { ...plain, 'internal/gen/main.go': main, 'tools/lint/main.go': main },
    preset: goDistroless({ runtimePackages: ['git', 'openssh-client'] }),
  },
  'private-by-netrc': {
    files: plain,
    preset: goDistroless({ private: { modules: ['github.com/acme/*', '*.corp.example.com'] } }),
  },
  'private-by-ssh': {
    files: plain,
    preset: goDistroless({
      private: { modules: ['git.example.com/team/*', 'github.com/acme'], credentials: 'ssh' },
      cache: 'layer',
    }),
  },
  layers: {
    files: {
      ...plain,
      'cmd/api/id.go':
        'package main\n\nimport (\n\t"github.com/google/uuid"\n\n\t"example.com/shop/v2/internal/log"\n)\n',
      'internal/log/log.go': 'package log\n\nimport "github.com/google/uuid/v5"\n',
      'internal/log/log_arm64.go': 'package log\n\nimport "example.org/arm"\n',
      'internal/log/tools.go': '//go:build tools\n\npackage log\n\nimport "example.org/tool"\n',
      'internal/log/log_test.go': 'package log\n\nimport "example.org/test"\n',
    },
    preset: goDistroless({ cache: 'layer', tags: ['netgo'] }),
  },
  'everything-copied': { files: plain, preset: goDistroless({ sources: ['.'], assets: ['config.yaml', 'data/seed'] }) },
  'own-runtime': {
    files: plain,
    preset: goDistroless({
      runtimeImage: 'alpine:3.23',
      port: 3000,
      env: { LOG_LEVEL: 'info' },
      labels: { 'org.opencontainers.image.title': 'Shop' },
      healthcheck: ['/usr/local/bin/api', 'health'],
      stopSignal: 'SIGINT',
    }),
  },
}

/** Repositories that the preset cannot decide about, and how it says so. */
export const goRefusals: Readonly<
  Record<
    string,
    Example & { readonly code: string; readonly says: string; readonly hint: string; readonly line?: number }
  >
> = {
  'no module': {
    files: { 'main.go': main },
    preset: goDistroless(),
    code: 'no-go-module',
    says: 'go.mod',
    hint: 'go mod init',
  },
  'no main package': {
    files: { 'go.mod': goMod(), 'go.sum': 'x', 'a.go': 'package shop\n' },
    preset: goDistroless(),
    code: 'no-main-package',
    says: '`example.com/shop/v2`',
    hint: 'main:',
  },
  'several main packages': {
    files: { ...plain, 'cmd/worker/main.go': main },
    preset: goDistroless(),
    code: 'several-main-packages',
    says: 'found 2 main packages: `./cmd/api` and `./cmd/worker`',
    hint: "goDistroless({ main: './cmd/api' })",
  },
  'unknown main package': {
    files: plain,
    preset: goDistroless({ main: './cmd/apii' }),
    code: 'unknown-main-package',
    says: '`./cmd/apii`',
    hint: "goDistroless({ main: './cmd/api' })",
  },
  'no go.sum': {
    files: { 'go.mod': goMod(), 'main.go': main },
    preset: goDistroless(),
    code: 'missing-go-sum',
    says: '`github.com/google/uuid`',
    hint: 'go mod tidy',
  },
  'a replacement outside the context': {
    files: { ...plain, 'go.mod': goMod(['example.com/log'], '\nreplace example.com/log => ../log\n') },
    preset: goDistroless(),
    code: 'replace-outside-context',
    says: '`../log`',
    hint: 'go work init',
    line: 9,
  },
  'a member outside the context': {
    files: {
      'shop/go.work': 'go 1.25.0\n\nuse (\n\t./api\n\t../log\n)\n',
      'shop/api/go.mod': goMod(['example.com/log']),
      'shop/api/main.go': main,
      'log/go.mod': 'module example.com/log\n',
    },
    dir: 'shop/api',
    preset: goDistroless(),
    code: 'member-outside-context',
    says: '`../log`',
    hint: 'Move go.work',
  },
  'a replacement outside the context, by another member': {
    files: {
      'shop/go.work': 'go 1.25.0\n\nuse (\n\t./api\n\t./db\n)\n',
      'shop/api/go.mod': goMod([]),
      'shop/api/main.go': 'package main\n\nimport _ "example.com/db"\n\nfunc main() {}\n',
      'shop/db/go.mod':
        'module example.com/db\n\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ../../log\n',
    },
    dir: 'shop/api',
    preset: goDistroless(),
    code: 'replace-outside-context',
    says: '`../log`',
    hint: 'below the folder of go.work',
  },
  'a broken go.mod': {
    files: { ...plain, 'go.mod': 'module example.com/shop\n\nrequires x\n' },
    preset: goDistroless(),
    code: 'unparsable-file',
    says: '`requires x`',
    hint: 'go mod edit',
    line: 3,
  },
  'SSH to a pattern of hosts': {
    files: plain,
    preset: goDistroless({ private: { modules: ['*.corp.example.com/x'], credentials: 'ssh' } }),
    code: 'wildcard-host',
    says: '`*.corp.example.com`',
    hint: 'credentials:',
  },
}

import { describe, expect, it } from 'vitest'
import type { GoFacts } from '../../../src/project/facts.js'
import { buildTagHolds } from '../../../src/project/go/build-tags.js'
import { goWorkUses } from '../../../src/project/go/go-work.js'
import { parseGoMod } from '../../../src/project/go/go-mod.js'
import { brief, facts } from '../support.js'

const mod = 'module example.com/shop/v2\n\ngo 1.26\n'
const main = 'package main\n\nfunc main() {}\n'

const go = async (files: Readonly<Record<string, string>>): Promise<GoFacts> => {
  const { go: found } = await facts({ 'go.mod': mod, ...files }, { ecosystems: ['go'] })
  if (found === undefined) throw new Error('there are no facts of Go')
  return found
}

describe('go.mod', () => {
  it('reads blocks, comments and replaces', () => {
    const text = [
      'module "example.com/a" // the module',
      'go 1.24.1',
      'toolchain go1.26.0',
      'require example.com/one v1.0.0',
      'require (',
      '\texample.com/two/v2 v2.1.0 // indirect',
      '\t// a comment',
      '\texample.com/three v0.0.1',
      ')',
      'replace example.com/two => ../two',
      'replace (',
      '\texample.com/x v1.0.0 => ./libs/x',
      '\texample.com/y => example.com/z v1.2.3',
      ')',
      'tool example.com/tool',
      'exclude example.com/old v1.0.0',
    ].join('\n')
    expect(parseGoMod(text)).toEqual({
      module: 'example.com/a',
      go: { version: '1.24.1', line: 2 },
      toolchain: { version: 'go1.26.0', line: 3 },
      requires: [
        { path: 'example.com/one', version: 'v1.0.0', indirect: false },
        { path: 'example.com/two/v2', version: 'v2.1.0', indirect: true },
        { path: 'example.com/three', version: 'v0.0.1', indirect: false },
      ],
      replaces: [
        { module: 'example.com/two', target: '../two', line: 10 },
        { module: 'example.com/x', target: './libs/x', line: 12 },
        { module: 'example.com/y', target: 'example.com/z', line: 13 },
      ],
      broken: [],
    })
  })

  it.each([
    ['go 1.26', '', '1.26', 'go'],
    ['go 1.24.0', 'toolchain go1.26.1', '1.26.1', 'toolchain'],
    ['go 1.26.1', 'toolchain go1.24.0', '1.26.1', 'go'],
    ['go 1.26rc1', '', '1.26', 'go'],
    ['', '', '1', 'default'],
  ])('%s %s needs %s', async (line, toolchain, version, source) => {
    expect((await go({ 'go.mod': `module a\n${line}\n${toolchain}\n` })).goVersion).toMatchObject({ version, source })
  })

  it.each([
    ['module a\nrequire (\n<<<<<<< HEAD\n', []],
    ['modul a\n', ['unparsable go.mod:1']],
    ['', ['unparsable go.mod:1']],
    ['module a\ngo\n', ['unparsable go.mod:2']],
    ['module a\nreplace b ../c\n', ['unparsable go.mod:2']],
  ])('%j is reported', async (text, problems) => {
    expect(brief((await facts({ 'go.mod': text })).problems)).toEqual(problems)
  })

  it('tells local replaces that leave the module', async () => {
    const found = await go({ 'go.mod': `${mod}replace a => ../a\nreplace b => ./b\nreplace c => d v1\n` })
    expect(found.localReplaces.map(({ path, outside }) => [path, outside])).toEqual([
      ['../a', true],
      ['./b', false],
    ])
  })
})

describe('main packages', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the root', { 'main.go': main }, ['. shop']],
    [
      'several',
      { 'cmd/api/main.go': main, 'cmd/worker/x.go': main, 'internal/a.go': 'package a' },
      ['./cmd/api api', './cmd/worker worker'],
    ],
    ['a folder called build', { 'build/main.go': main }, ['./build build']],
    ['tests', { 'x/main_test.go': main }, []],
    ['ignored files', { 'gen.go': `//go:build ignore\n\n${main}` }, []],
    ['another system', { 'x/main_windows.go': main, 'y/main.go': `//go:build windows\n${main}` }, []],
    ['Linux', { 'x/main_linux.go': main, 'y/main.go': `//go:build linux && !appengine\n${main}` }, ['./x x', './y y']],
    ['a comment before the package', { 'main.go': `// Copyright\n/* package other */\n${main}` }, ['. shop']],
    ['package main in a text', { 'a.go': 'package a\n\nconst x = `\npackage main\n\nfunc main() {}\n`\n' }, []],
    ['main without func main', { 'a.go': 'package main\n\nfunc Main() {}\n' }, []],
    ['a package and its main in two files', { 'a.go': 'package main\n', 'b.go': main }, ['. shop']],
    [
      'vendor, testdata, hidden and underscored folders',
      {
        'vendor/x/main.go': main,
        'testdata/main.go': main,
        '_x/main.go': main,
        '.x/main.go': main,
        'node_modules/x/main.go': main,
      },
      [],
    ],
    ['nested modules', { 'tools/go.mod': 'module t', 'tools/main.go': main, 'tools/deep/main.go': main }, []],
    ['CRLF', { 'main.go': main.replaceAll('\n', '\r\n') }, ['. shop']],
  ])('%s', async (_, files, expected) => {
    expect((await go(files)).mains.map(({ dir, name }) => `${dir} ${name}`)).toEqual(expected)
  })

  it.each([
    ['linux', true],
    ['windows', false],
    ['!windows', true],
    ['linux && (amd64 || arm64)', true],
    ['darwin || (linux && !cgo)', false],
    ['integration', false],
    ['go1.21', true],
  ])('%s: %s', (expression, expected) => {
    expect(buildTagHolds(expression)).toBe(expected)
  })
})

describe('auxiliary mains', () => {
  it('come last and say so', async () => {
    const found = await go({ 'internal/gen/main.go': main, 'cmd/api/main.go': main, 'tools/x/main.go': main })
    expect(found.mains).toEqual([
      { dir: './cmd/api', name: 'api' },
      { dir: './internal/gen', name: 'gen', auxiliary: true },
      { dir: './tools/x', name: 'x', auxiliary: true },
    ])
  })
})

describe('the programs of a module', () => {
  const files = {
    'cmd/api/main.go':
      'package main\n\nimport "example.com/shop/v2/web"\n\nfunc main() { http.ListenAndServe(":80", web.H) }\n',
    'cmd/tool/main.go': `package main\n\nimport "C"\nimport _ "example.org/c"\n\nvar version = "1"\n${main.slice(13)}`,
    'web/web.go': 'package web\n\nimport "embed"\nimport _ "example.org/web"\n\n//go:embed dist\nvar dist embed.FS\n',
  }
  const none = { cgoFiles: [], embeds: [], imports: [], runtimeDirs: [], versionVariables: [] }
  const place = { file: 'web/web.go', line: 6 }

  it('know what their packages say', async () => {
    const { programs } = await go(files)
    expect(programs).toEqual({
      './cmd/api': {
        ...none,
        embeds: [{ patterns: ['web/dist'], place }],
        imports: ['example.org/web'],
        port: expect.objectContaining({ port: 80 }),
      },
      './cmd/tool': {
        ...none,
        cgoFiles: ['cmd/tool/main.go'],
        imports: ['example.org/c'],
        versionVariables: ['main.version'],
      },
    })
  })

  it('are not told apart where a module in a folder imports this one', async () => {
    const beside = (requires: string): Readonly<Record<string, string>> => ({
      ...files,
      'go.mod': `${mod}\nreplace example.com/log => ./log\n`,
      'log/go.mod': `module example.com/log\n\nrequire ${requires} v0.0.0\n`,
    })
    expect(Object.keys((await go(beside('example.com/other'))).programs)).toEqual(['./cmd/api', './cmd/tool'])
    expect((await go(beside('example.com/shop/v2'))).programs).toEqual({})
  })

  it('embed something behind tags', async () => {
    const source = '//go:build (ui || full) && linux && !dev\n\npackage main\n\n//go:embed all:dist\nvar d embed.FS\n'
    const { embeds, taggedEmbeds } = await go({ 'main.go': main, 'ui.go': source })
    expect(embeds).toEqual([])
    expect(taggedEmbeds).toEqual([
      { patterns: ['dist'], tags: ['ui', 'full', 'dev'], place: { file: 'ui.go', line: 5 } },
    ])
  })
})

describe('what a Go build needs', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[], boolean]>([
    ['nothing', { 'main.go': main }, [], [], false],
    ['import "C"', { 'a.go': 'package a\n\n// #include <x.h>\nimport "C"\n' }, ['a.go'], [], true],
    ['import "C" in a block', { 'a.go': 'package a\n\nimport (\n\t"fmt"\n\t"C"\n)\n' }, ['a.go'], [], true],
    ['import "C" in a comment', { 'a.go': 'package a\n\n// import "C"\n' }, [], [], false],
    ['import "C" in a test', { 'a_test.go': 'package a\n\nimport "C"\n' }, [], [], false],
    [
      'a module that needs cgo',
      { 'go.mod': `${mod}require github.com/mattn/go-sqlite3 v1.14.0\n` },
      [],
      ['github.com/mattn/go-sqlite3'],
      true,
    ],
    ['an indirect one', { 'go.mod': `${mod}require github.com/mattn/go-sqlite3 v1.14.0 // indirect\n` }, [], [], false],
    ['one with a Go replacement', { 'go.mod': `${mod}require github.com/google/gopacket v1.1.0\n` }, [], [], false],
    ['a pure one', { 'go.mod': `${mod}require modernc.org/sqlite v1.0.0\n` }, [], [], false],
  ])('%s', async (_, files, cgoFiles, packages, required) => {
    expect((await go(files)).cgo).toEqual({ required, files: cgoFiles, packages })
  })

  it('finds embeds, but not in texts', async () => {
    const found = await go({
      'web/web.go':
        'package web\n\nimport "embed"\n\n//go:embed all:dist "a b.txt" templates/*.html\nvar files embed.FS\n\nconst x = `\n//go:embed no\n`\n',
    })
    expect(found.embeds).toEqual([
      { patterns: ['web/dist', 'web/a b.txt', 'web/templates/*.html'], place: { file: 'web/web.go', line: 5 } },
    ])
  })

  it('finds embeds in a group of variables', async () => {
    const found = await go({
      'web/web.go':
        'package web\n\nimport _ "embed"\n\nvar (\n\t//go:embed schema.json\n\tschema []byte\n)\n\nconst x = `\n            //go:embed no\n`\n',
    })
    expect(found.embeds).toEqual([{ patterns: ['web/schema.json'], place: { file: 'web/web.go', line: 6 } }])
  })

  it('sees vendor, go.sum and what is read at run time', async () => {
    const found = await go({
      'go.sum': '',
      'vendor/modules.txt': '',
      'templates/a.html': '',
      'main.go':
        'package main\n\nvar version = "dev"\n\nfunc main() { t.ParseGlob("templates/*.html"); os.ReadFile("missing/x") }\n',
    })
    expect(found).toMatchObject({
      hasGoSum: true,
      vendored: true,
      runtimeDirs: ['templates'],
      versionVariables: ['main.version'],
      hasDependencies: false,
    })
  })

  it('names the data that is opened beside go.mod, and nothing to log in with', async () => {
    const names = ['products.json', 'credentials.json', 'secrets.yaml', 'token.json', 'auth.json']
    const found = await go({
      ...Object.fromEntries(names.map((name) => [name, ''])),
      'main.go': `package main\n\nfunc main() {\n${names.map((name) => `\tos.ReadFile("${name}")\n`).join('')}}\n`,
    })
    expect(found.runtimeDirs).toEqual(['products.json'])
  })

  it('finds the work file of a member', async () => {
    const files = {
      'go.work': 'go 1.26\n\nuse (\n\t./svc/api // one\n\t./lib\n)\n',
      'go.work.sum': '',
      'svc/api/go.mod': mod,
      'lib/go.mod': 'module lib',
      'other/go.mod': 'module other',
    }
    const member = await facts(files, { dir: 'svc/api' })
    expect(member).toMatchObject({
      dir: 'svc/api',
      context: '../..',
      workspace: { kind: 'go', patterns: ['svc/api', 'lib'] },
    })
    expect(member.go).toMatchObject({ workFile: '../../go.work', workSum: '../../go.work.sum' })
    const other = await facts(files, { dir: 'other' })
    expect(other.workspace).toBeUndefined()
    expect(other.go?.workFile).toBeUndefined()
  })

  it.each([
    ['use ./a\nuse "./b c"\n', ['a', 'b c']],
    ['use .\n', ['.']],
    ['use (\n  ./x\n)\nreplace a => ./b\n', ['x']],
  ])('%j', (text, uses) => {
    expect(goWorkUses(text)).toEqual(uses)
  })
})

describe('the port of Go', () => {
  it.each([
    ['http.ListenAndServe(":8080", nil)', 8080, undefined],
    ['srv := &http.Server{Addr: "0.0.0.0:9090"}', 9090, undefined],
    ['r.Run(":3000")', 3000, undefined],
    ['net.Listen("tcp", ":50051")', 50051, undefined],
    ['flag.Int("port", 7000, "the port")', 7000, undefined],
    ['flag.StringVar(&addr, "listen-addr", ":7001", "x")', 7001, undefined],
    ['port := os.Getenv("PORT")\nif port == "" {\n\tport = "8081"\n}', 8081, 'PORT'],
    ['getEnv("APP_PORT_NUMBER", "8082")', 8082, 'APP_PORT_NUMBER'],
    ['viper.SetDefault("server.port", 8083)', 8083, undefined],
    ['options["LISTEN_ADDR"] = "127.0.0.1:8084"', 8084, undefined],
    ['o := map[string]option{\n"LISTEN_ADDR": {\n\tlist: []string{"0.0.0.0:8085"},\n}}', 8085, undefined],
    ['getEnv("DB_PORT", "5432")', undefined, undefined],
    ['port := u.Port()\nif port == "" {\n\tport = "80"\n}\nclient.Do(host, port)', undefined, undefined],
    ['// http.ListenAndServe(":8080", nil)', undefined, undefined],
    ['http.ListenAndServe(":99999", nil)', undefined, undefined],
  ])('%s', async (statement, port, variable) => {
    const { port: found } = await go({ 'main.go': `package main\n\nfunc main() {\n${statement}\n}\n` })
    expect([found?.port, found?.variable]).toEqual([port, variable])
  })
})

import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { command } from '../docker.js'
import type { Shelf } from './registry.js'
import { zip } from './zip.js'

/** What the package says in every language. */
export const greeting = 'greetings from inside'

/** A package that only a private registry has, and an application that needs it. */
export interface Private {
  /** What the registry gives. */
  readonly shelf: Shelf
  /** The files of the application, lockfile included; it prints the greeting. */
  readonly app: Readonly<Record<string, string>>
}

/** Makes both; `folder` is for what is packed, `host` is the registry. */
export type MakePrivate = (folder: string, host: string) => Promise<Private>

const hash = (kind: 'sha256' | 'sha512', data: string | Buffer, as: 'hex' | 'base64'): string =>
  createHash(kind).update(data).digest(as)

/** A folder with files as an archive. */
const tarball = async (folder: string, name: string, files: Readonly<Record<string, string>>): Promise<Buffer> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true })
    await writeFile(join(folder, name, path), text)
  }
  const { code, stderr } = await command('tar', ['-czf', `${name}.tgz`, name], { cwd: folder })
  if (code !== 0) throw new Error(stderr)
  return readFile(join(folder, `${name}.tgz`))
}

/** A package of npm, whose credentials stand in `.npmrc` as a variable. */
export const npmPackage: MakePrivate = async (folder, host) => {
  const name = '@private/greeting'
  const manifest = { name, version: '1.0.0', main: 'index.js' }
  const archive = await tarball(folder, 'package', {
    'package.json': JSON.stringify(manifest),
    'index.js': `module.exports = '${greeting}'\n`,
  })
  const integrity = `sha512-${hash('sha512', archive, 'base64')}`
  const resolved = `https://${host}/greeting-1.0.0.tgz`
  const versions = { '1.0.0': { ...manifest, dist: { integrity, tarball: resolved } } }
  const own = {
    name: 'greeter',
    version: '1.0.0',
    scripts: { start: 'node main.js' },
    dependencies: { [name]: '1.0.0' },
  }
  const packages = { '': own, [`node_modules/${name}`]: { version: '1.0.0', resolved, integrity } }
  return {
    shelf: {
      [`/${name}`]: JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions }),
      '/greeting-1.0.0.tgz': archive,
    },
    app: {
      'package.json': JSON.stringify(own),
      'package-lock.json': JSON.stringify({ ...own, lockfileVersion: 3, packages }),
      'main.js': `console.log(require('${name}'))\n`,
      '.npmrc': `@private:registry=https://${host}/\n//${host}/:_authToken=\${NPM_TOKEN}\nfetch-retries=0\n`,
    },
  }
}

/** A wheel, whose index has the credentials in its URL. */
export const pythonPackage: MakePrivate = async () => {
  const info = 'greeting-1.0.0.dist-info'
  const file = 'greeting-1.0.0-py3-none-any.whl'
  const wheel = zip({
    'greeting.py': `text = '${greeting}'\n`,
    [`${info}/METADATA`]: 'Metadata-Version: 2.1\nName: greeting\nVersion: 1.0.0\n',
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: `greeting.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  })
  const page = `<!DOCTYPE html><html><body><a href="/files/${file}#sha256=${hash('sha256', wheel, 'hex')}">${file}</a></body></html>`
  return {
    shelf: { '/simple/greeting/': page, [`/files/${file}`]: wheel },
    app: { 'requirements.txt': 'greeting==1.0.0\n', 'main.py': 'from greeting import text\n\nprint(text)\n' },
  }
}

/** https://go.dev/ref/mod#go-sum-files */
const goSum = (files: Readonly<Record<string, string>>): string => {
  const lines = Object.keys(files)
    .sort()
    .map((path) => `${hash('sha256', files[path] ?? '', 'hex')}  ${path}\n`)
  return `h1:${hash('sha256', lines.join(''), 'base64')}`
}

/** A module as a module proxy gives it. */
export const goModule: MakePrivate = async () => {
  const name = 'example.com/private/greeting'
  const mod = `module ${name}\n\ngo 1.24\n`
  const source = `package greeting\n\nconst Text = "${greeting}"\n`
  const files = { [`${name}@v1.0.0/go.mod`]: mod, [`${name}@v1.0.0/greeting.go`]: source }
  const versions = `/${name}/@v`
  return {
    shelf: {
      [`${versions}/list`]: 'v1.0.0\n',
      [`${versions}/v1.0.0.info`]: JSON.stringify({ Version: 'v1.0.0', Time: '2024-01-01T00:00:00Z' }),
      [`${versions}/v1.0.0.mod`]: mod,
      [`${versions}/v1.0.0.zip`]: zip(files),
    },
    app: {
      'go.mod': `module example.com/greeter\n\ngo 1.24\n\nrequire ${name} v1.0.0\n`,
      'go.sum': `${name} v1.0.0 ${goSum(files)}\n${name} v1.0.0/go.mod ${goSum({ 'go.mod': mod })}\n`,
      'main.go': `package main\n\nimport (\n\t"fmt"\n\n\t"${name}"\n)\n\nfunc main() {\n\tfmt.Println(greeting.Text)\n}\n`,
    },
  }
}

/** A crate in a sparse registry that wants a token for everything. https://doc.rust-lang.org/cargo/reference/registry-index.html */
export const crate: MakePrivate = async (folder, host) => {
  const archive = await tarball(folder, 'greeting-1.0.0', {
    'Cargo.toml': '[package]\nname = "greeting"\nversion = "1.0.0"\nedition = "2021"\n',
    'src/lib.rs': `pub const TEXT: &str = "${greeting}";\n`,
  })
  const cksum = hash('sha256', archive, 'hex')
  const index = `sparse+https://${host}/index/`
  const version = { name: 'greeting', vers: '1.0.0', deps: [], cksum, features: {}, yanked: false }
  const dependency = '"greeting"'
  return {
    shelf: {
      '/index/config.json': JSON.stringify({ dl: `https://${host}/crates`, 'auth-required': true }),
      '/index/gr/ee/greeting': `${JSON.stringify(version)}\n`,
      '/crates/greeting/1.0.0/download': archive,
    },
    app: {
      '.cargo/config.toml': `[registries.team]\nindex = "${index}"\n`,
      'Cargo.toml':
        '[package]\nname = "greeter"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\ngreeting = { version = "1.0.0", registry = "team" }\n',
      'Cargo.lock': [
        'version = 4',
        `[[package]]\nname = "greeter"\nversion = "0.1.0"\ndependencies = [\n ${dependency},\n]`,
        `[[package]]\nname = "greeting"\nversion = "1.0.0"\nsource = "${index}"\nchecksum = "${cksum}"\n`,
      ].join('\n\n'),
      'src/main.rs': 'fn main() {\n    println!("{}", greeting::TEXT);\n}\n',
    },
  }
}

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  archiveOf,
  digestOf,
  dockerImage,
  type ImageParts,
  ociImage,
  paxItem,
  paxRecord,
  type SavedFiles,
  tarOf,
} from '../support/saved-image.js'
import { file } from '../layers/waste-cases.js'
import { pipe } from './support/pipe.js'
import { type Repository, useCli } from './support/cli.js'

const cli = useCli()

const image: ImageParts = {
  layers: [
    [{ name: 'bin/' }, file('bin/sh', 6000)],
    [{ name: 'app/' }, file('app/main', 3000), file('app/cache', 900)],
    [{ name: 'app/' }, { name: 'app/.wh.cache' }, file('app/note', 100)],
  ],
  history: [
    'ADD rootfs.tar / # buildkit',
    '-CMD ["sh"]',
    '-WORKDIR /',
    'COPY app /app # buildkit',
    'RUN /bin/sh -c rm /app/cache && date > /app/note # buildkit',
    '-CMD ["/app/main"]',
  ],
}

const dockerfile = `FROM base
WORKDIR /
COPY app /app
RUN rm /app/cache \\
    && date > /app/note
CMD ["/app/main"]
`

const put = ({ path }: Repository, files: SavedFiles): void => {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), bytes)
  }
}

const saved = (files: SavedFiles) => {
  const repository = cli.repository({})
  put(repository, files)
  return repository
}

const one = { 'image.tar': archiveOf(dockerImage(image)) }

const json = async (repository: Repository, args: readonly string[]) => {
  const { code, stdout, stderr } = await repository.run(['layers', ...args, '--format', 'json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

describe('layers', () => {
  it('shows what an image holds', async () => {
    const repository = saved({ ...one, Dockerfile: Buffer.from(dockerfile) })
    const { code, stdout, stderr } = await repository.run(['layers', 'image.tar'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`Image image.tar (linux/amd64): 3 layers, 10.0 kB
Efficiency 91%: 900 B (9%) in 1 file stored more than once or deleted later

Layers
  1  6.00 kB  60%  █████████▋        ADD rootfs.tar /  base image, Dockerfile:1
  2  3.90 kB  39%  ██████▎           COPY app /app  900 B hidden later  Dockerfile:3
  3    100 B   1%  ▏                 RUN rm /app/cache && date > /app/note  Dockerfile:4

Wasted
     900 B  app/cache  deleted later

Largest directories
   6.00 kB  66%  ██████████▌       bin/
   3.10 kB  34%  █████▌            app/

Largest files
   6.00 kB  66%  bin/sh  layer 1
   3.00 kB  33%  app/main  layer 2
     100 B   1%  app/note  layer 3
`)
  })

  it('has a stable shape for programs', async () => {
    const repository = saved({ ...one, Dockerfile: Buffer.from(dockerfile) })
    expect(await json(repository, ['image.tar'])).toEqual({
      version: 1,
      image: 'image.tar',
      platform: 'linux/amd64',
      bytes: 10_000,
      compressedBytes: null,
      efficiency: 0.91,
      wastedBytes: 900,
      wastedFiles: 1,
      hiddenBytes: 900,
      dive: { efficiency: 0.91, wastedBytes: 900 },
      layers: [
        {
          index: 1,
          diffId: `sha256:${digestOf(tarOf(image.layers[0] ?? []))}`,
          bytes: 6000,
          archiveBytes: 8192,
          compressedBytes: null,
          compression: 'none',
          files: 1,
          hiddenBytes: 0,
          instruction: 'ADD rootfs.tar /',
          isBase: true,
          dockerfile: { file: 'Dockerfile', line: 1 },
        },
        expect.objectContaining({
          bytes: 3900,
          hiddenBytes: 900,
          isBase: false,
          dockerfile: { file: 'Dockerfile', line: 3 },
        }),
        expect.objectContaining({ bytes: 100, dockerfile: { file: 'Dockerfile', line: 4 } }),
      ],
      wasted: [{ path: 'app/cache', times: 2, bytes: 900, deleted: true }],
      largest: [
        { path: 'bin/sh', bytes: 6000, layer: 1 },
        { path: 'app/main', bytes: 3000, layer: 2 },
        { path: 'app/note', bytes: 100, layer: 3 },
      ],
      findings: [],
    })
  })

  it('leads to the lines of dockerfile.ts', async () => {
    const source = `import { stage } from 'gen-dockerfile'
export default stage()
  .from('debian:13-slim')
  .copy('app', '/app')
  .run('rm /app/cache')
  .user('10001')
  .cmd(['/app/main'])
`
    const repository = cli.repository({ 'dockerfile.ts': source, 'app/main': 'x' })
    expect((await repository.run([])).code).toBe(0)
    const history = ['ADD x', 'COPY app /app', 'RUN /bin/sh -c rm /app/cache', '-USER 10001', '-CMD ["/app/main"]']
    put(repository, { 'image.tar': archiveOf(dockerImage({ ...image, history })) })
    const { layers } = await json(repository, ['image.tar'])
    expect(layers.map(({ origin }: { origin: unknown }) => origin)).toEqual([
      { file: 'dockerfile.ts', line: 3, column: 4 },
      { file: 'dockerfile.ts', line: 4, column: 4 },
      { file: 'dockerfile.ts', line: 5, column: 4 },
    ])
    repository.write({ 'dockerfile.ts': source.replace('app/cache', 'app/other') })
    const { code, stderr, stdout } = await repository.run(['layers', 'image.tar'])
    expect(code).toBe(0)
    expect(stderr).toBe('note: `dockerfile.ts` would make another `Dockerfile` now, so that its lines are not shown.\n')
    expect(stdout).toContain('Dockerfile:5\n')
  })

  it('takes ./Dockerfile only when all of it fits, and another one as far as it does', async () => {
    const other = dockerfile.replace('COPY app', 'COPY other')
    const repository = saved({ ...one, Dockerfile: Buffer.from(other) })
    expect((await json(repository, ['image.tar'])).layers[2]).not.toHaveProperty('dockerfile')
    const { code, stdout, stderr } = await repository.run(['layers', 'image.tar', '--dockerfile', 'Dockerfile'])
    expect(code).toBe(0)
    expect(stderr).toBe(
      'note: 1 instruction of `Dockerfile` is not in the history of the image, which was built from another version of it.\n',
    )
    expect(stdout).toContain('RUN rm /app/cache && date > /app/note  Dockerfile:4\n')
  })

  it('is a gate', async () => {
    const repository = saved(one)
    const gate = (...args: readonly string[]) => repository.run(['layers', 'image.tar', '--quiet', ...args])
    expect(await gate('--max-size', '10KB', '--max-waste', '9%')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await gate('--max-waste', '900')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await gate('--max-size', '9.9KB', '--max-waste', '8.9%')).toEqual({
      code: 1,
      stdout: `error: \`image.tar\` has 10.0 kB, more than \`--max-size 9.9KB\` allows. [layers-size]
  hint: The most comes from layer 1 (6.00 kB), layer 2 (3.90 kB), layer 3 (100 B).
error: \`image.tar\` wastes 900 B (9.00%), more than \`--max-waste 8.9%\` allows. [layers-waste]
  hint: Stored more than once, or deleted later: \`app/cache\` (900 B).
`,
      stderr: '',
    })
    expect((await gate('--max-waste', '899')).code).toBe(1)
  })

  it('compares two images', async () => {
    const [first = [], second = []] = image.layers
    const before: ImageParts = {
      layers: [first, [...second, file('app/old', 700)], [file('app/same', 50), { name: 'app/mixed', content: 'abc' }]],
    }
    const after: ImageParts = {
      layers: [first, second, [file('app/same', 50), { name: 'app/mixed', content: 'abd' }, file('app/new', 20)]],
    }
    const repository = saved({ 'a.tar': archiveOf(dockerImage(before)), 'b.tar': archiveOf(ociImage(after)) })
    const { compared } = await json(repository, ['b.tar', '--compare', 'a.tar'])
    expect(compared).toMatchObject({
      image: 'a.tar',
      shared: { layers: 1, bytes: 6000 },
      added: { files: 1, bytes: 20, largest: [{ path: 'app/new', before: null, after: 20 }] },
      removed: { files: 1, bytes: 700, largest: [{ path: 'app/old', before: 700, after: null }] },
      changed: { files: 1, bytes: 3, largest: [{ path: 'app/mixed', before: 3, after: 3 }] },
    })
    const { stdout } = await repository.run(['layers', 'b.tar', '--compare', 'a.tar'])
    expect(stdout.slice(stdout.indexOf('Compared'))).toBe(`Compared with a.tar: 10.7 kB → 9.97 kB (-680 B)
1 of 3 layers shared, 6.00 kB; efficiency 100% → 100%

Added: 1 file, 20 B
      20 B  app/new

Removed: 1 file, 700 B
     700 B  app/old

Changed: 1 file, 3 B
       3 B  app/mixed  was 3 B
`)
  })

  it('writes a page of its own', async () => {
    const repository = saved({
      'image.tar': archiveOf(
        dockerImage({ ...image, layers: [[file('<img src=x>', 10)]], history: ['RUN echo "</script>"'] }),
      ),
    })
    expect((await repository.run(['layers', 'image.tar', '--html', 'page.html', '--quiet'])).code).toBe(0)
    const page = repository.read('page.html')
    expect(page).not.toContain('<img')
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    expect(page).toContain('RUN echo')
    expect(page).not.toMatch(/https?:\/\//)
  })

  it('keeps what a terminal would act upon from it', async () => {
    const repository = saved({
      'image.tar': archiveOf(dockerImage({ layers: [[file('a\u001b[2J', 1)]], history: ['RUN \u001b[31m'] })),
    })
    expect((await repository.run(['layers', 'image.tar'])).stdout).not.toContain('\u001b')
  })
})

const arm = { os: 'linux', architecture: 'arm64' }
const small: ImageParts = { layers: [[file('small', 1)]], platform: arm, names: ['team/app:1'] }
const named: ImageParts = { ...image, names: ['team/other:2'] }

describe('what is read', () => {
  const oci = ociImage(image)
  const inFolder = Object.fromEntries(Object.entries(oci).map(([name, bytes]) => [`layout/${name}`, bytes]))

  it.each<[name: string, files: SavedFiles, args: readonly string[]]>([
    ['an archive of docker save', one, ['image.tar']],
    ['packed as a whole', { 'image.tar.gz': gzipSync(archiveOf(dockerImage(image))) }, ['image.tar.gz']],
    ['an OCI archive with packed layers', { 'image.tar': archiveOf(oci) }, ['image.tar']],
    ['an OCI layout', inFolder, ['layout']],
    [
      'an OCI layout with plain layers',
      { 'image.tar': archiveOf(ociImage({ ...image, pack: (bytes) => bytes })) },
      ['image.tar'],
    ],
    ['the image of a platform', { 'i.tar': archiveOf(ociImage(image, small)) }, ['i.tar', '--platform', 'linux/amd64']],
    ['the image of a name', { 'i.tar': archiveOf(ociImage(named, small)) }, ['i.tar', '--image', 'other:2']],
  ])('%s', async (_, files, args) => {
    expect(await json(saved(files), args)).toMatchObject({ bytes: 10_000, wastedBytes: 900, layers: { length: 3 } })
  })

  it('says how large packed layers are', async () => {
    const { compressedBytes, layers } = await json(saved(inFolder), ['layout'])
    const packed = image.layers.map((items) => gzipSync(tarOf(items)).length)
    expect(layers.map((each: { compressedBytes: number }) => each.compressedBytes)).toEqual(packed)
    expect(compressedBytes).toBe(packed.reduce((sum, each) => sum + each, 0))
  })

  it('takes layers that are links to other layers', async () => {
    const files = dockerImage({ ...image, layers: [image.layers[0] ?? [], image.layers[0] ?? []], history: [] })
    const [first = '', second = ''] = Object.keys(files)
    const archive = tarOf(
      Object.entries(files).map(([name, content]) =>
        name === second ? { name, type: '2', link: `../${first}` } : { name, content },
      ),
    )
    expect(await json(saved({ 'image.tar': archive }), ['image.tar'])).toMatchObject({ bytes: 12_000 })
  })

  it('reads standard input', async () => {
    const repository = cli.repository({})
    const result = await pipe(repository.command(['layers', '-', '--quiet', '--max-size', '9KB']), repository.path, [
      archiveOf(dockerImage(image)),
    ])
    expect(result.code).toBe(1)
    expect(result.stdout).toMatch(/^error: `-` has 10\.0 kB/)
  })
})

const replaced = (files: SavedFiles, pattern: RegExp, change: (bytes: Buffer) => Buffer): SavedFiles =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, pattern.test(name) ? change(bytes) : bytes]))

const layerPath = `blobs/sha256/${digestOf(gzipSync(tarOf(image.layers[0] ?? [])))}`

const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  copy[1700] = (copy[1700] ?? 0) ^ 1
  return copy
}

describe('mistakes', () => {
  const docker = dockerImage(image)
  const oci = ociImage(image)
  it.each<[name: string, files: SavedFiles, args: readonly string[], stderr: RegExp]>([
    ['no such file', {}, ['./nope.tar'], /^error: There is no file or folder `\.\/nope\.tar`\. \[path-not-found\]\n/],
    [
      'no archive',
      { a: Buffer.from('x'.repeat(2000)) },
      ['a'],
      /^error: `a` is no tar archive, which saved images are\. \[damaged-image\]\n/,
    ],
    ['an empty file', { a: Buffer.alloc(0) }, ['a'], /^error: `a` is empty\./],
    [
      'an empty folder',
      { 'a/x': Buffer.alloc(1) },
      ['a'],
      /^error: `a` holds no image: it has neither `manifest\.json` nor `index\.json`\./,
    ],
    ['an archive of something else', { a: tarOf([file('x', 5)]) }, ['a'], /^error: `a` holds no image: it has neither/],
    [
      'a truncated archive',
      { a: archiveOf(docker).subarray(0, 9000) },
      ['a'],
      /^error: `a` is damaged: it ends in the middle, at byte 9000\./,
    ],
    [
      'a truncated packed archive',
      { a: gzipSync(archiveOf(docker)).subarray(0, 400) },
      ['a'],
      /^error: `a` cannot be unpacked: unexpected end of file\./,
    ],
    [
      'a truncated layer',
      { a: archiveOf(replaced(docker, /layer\.tar/, (bytes) => bytes.subarray(0, 700))) },
      ['a'],
      /^error: The layer `[0-9a-f]+\/layer\.tar` is damaged: it ends in the middle, at byte 700\./,
    ],
    [
      'a truncated packed layer',
      { a: archiveOf(replaced(oci, new RegExp(layerPath), (bytes) => bytes.subarray(0, 60))) },
      ['a'],
      /^error: The layer `blobs\/sha256\/[0-9a-f]+` is damaged: it ends in the middle\./,
    ],
    [
      'a layer of other bytes',
      { a: archiveOf(replaced(docker, /layer\.tar/, flipped)) },
      ['a'],
      /^error: `a` is damaged: the digest of its layer `[0-9a-f]+\/layer\.tar` is `[0-9a-f]{12}…`, and not `[0-9a-f]{12}…`\./,
    ],
    [
      'a layer that is none',
      { a: archiveOf(replaced(docker, /layer\.tar/, () => Buffer.from('hello'))) },
      ['a'],
      /^error: The layer `.*` is damaged: it is no tar archive\./,
    ],
    [
      'a layer that is not there',
      { a: archiveOf(Object.fromEntries(Object.entries(docker).slice(1))) },
      ['a'],
      /^error: `a` does not hold its layer `.*`\./,
    ],
    [
      'garbage for a manifest',
      { a: archiveOf({ ...docker, 'manifest.json': Buffer.from('{[') }) },
      ['a'],
      /^error: `a` is damaged: `manifest\.json` is not JSON\./,
    ],
    [
      'an empty manifest',
      { a: archiveOf({ 'manifest.json': Buffer.from('[]') }) },
      ['a'],
      /^error: `a` holds no image: its `manifest\.json` names none\./,
    ],
    [
      'a manifest of anything',
      { a: archiveOf({ 'manifest.json': Buffer.from('[1,{"Config":"c","Layers":7}]'), c: Buffer.from('[]') }) },
      ['a'],
      /^error: `a` is damaged: it refers to ``, which is no file in it\./,
    ],
    [
      'a configuration that is none',
      { a: archiveOf({ 'manifest.json': Buffer.from('[{"Config":"c","Layers":7}]'), c: Buffer.from('[]') }) },
      ['a'],
      /^error: `a` is damaged: its configuration is no object\./,
    ],
    [
      'a manifest that leads out',
      { 'a/manifest.json': Buffer.from('[{"Config":"../secret","Layers":[]}]'), secret: Buffer.from('{}') },
      ['a'],
      /^error: `a` is damaged: it refers to `\.\.\/secret`, which is no file in it\./,
    ],
    [
      'an index that leads out',
      { 'a/index.json': Buffer.from('{"manifests":[{"digest":"sha256:../../secret"}]}') },
      ['a'],
      /^error: `a` is damaged: `sha256:\.\.\/\.\.\/secret` is no digest of a blob\./,
    ],
    [
      'a changed configuration',
      {
        a: archiveOf(
          replaced(oci, /blobs/, (bytes) => (bytes[0] === 0x7b ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes)),
        ),
      },
      ['a'],
      /^error: `a` is damaged: `blobs\/sha256\/[0-9a-f]+` has another digest\./,
    ],
    [
      'a layer with a path that leads out',
      { a: archiveOf(dockerImage({ layers: [[file('../../etc/passwd', 5)]] })) },
      ['a'],
      /^error: The layer `.*` is damaged: `\.\.\/\.\.\/etc\/passwd` leads out of its root\./,
    ],
    [
      'a layer with a path of a megabyte',
      { a: archiveOf(dockerImage({ layers: [[paxItem(paxRecord('path', 'a/'.repeat(500_000))), file('a', 1)]] })) },
      ['a'],
      /^error: The layer `.*` is damaged: it has a path of 1000000 bytes\./,
    ],
    [
      'no such platform',
      { a: archiveOf(ociImage(image, small)) },
      ['a', '--platform', 'linux/s390x'],
      /^error: `a` holds no image for `linux\/s390x`\. \[no-such-platform\]\n {2}hint: It holds `linux\/amd64`, `linux\/arm64`: choose with `--platform`\.\n/,
    ],
    [
      'several images',
      { a: archiveOf(ociImage(named, small)) },
      ['a'],
      /^error: `a` holds 2 images: `team\/app:1`, `team\/other:2`\. \[several-images\]\n/,
    ],
    [
      'no such image',
      { a: archiveOf(ociImage(named, small)) },
      ['a', '--image', 'x'],
      /^error: `a` holds no image `x`\. \[no-such-image\]\n/,
    ],
    [
      'a Dockerfile of something else',
      { ...one, D: Buffer.from('FROM a\nRUN make\n') },
      ['image.tar', '--dockerfile', 'D'],
      /^error: The history of the image has none of the instructions of `D`\. \[dockerfile-mismatch\]\n/,
    ],
    [
      'no such Dockerfile',
      one,
      ['image.tar', '--dockerfile', 'D'],
      /^error: There is no file `D`, which `--dockerfile` names\./,
    ],
    [
      'a bad size',
      one,
      ['image.tar', '--max-size', '5%'],
      /^error: `--max-size` takes a size, not `5%`\. \[invalid-option\]\n/,
    ],
    [
      'bad waste',
      one,
      ['image.tar', '--max-waste', 'much'],
      /^error: `--max-waste` takes a share of the image or a size, not `much`\./,
    ],
    ['a bad platform', one, ['image.tar', '--platform', 'arm'], /^error: `--platform` takes a platform, not `arm`\./],
    ['standard input twice', {}, ['-', '--compare', '-'], /^error: Standard input can be only one of the two images\./],
    ['nothing', {}, [], /^error: missing required argument 'image'/],
  ])('%s', async (_, files, args, stderr) => {
    const repository = saved(files)
    const before = repository.list()
    expect(await repository.run(['layers', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(stderr),
    })
    expect(repository.list()).toEqual(before)
  })
})

/** A program `docker` that does what a script says. */
const withDocker = (script: string): { readonly repository: Repository; readonly env: Record<string, string> } => {
  const repository = saved({ ...one, 'bin/docker': Buffer.from(`#!/bin/sh\n${script}\n`) })
  chmodSync(join(repository.path, 'bin/docker'), 0o755)
  return { repository, env: { PATH: `${join(repository.path, 'bin')}:/usr/bin:/bin` } }
}

describe('an image that Docker has', () => {
  const ask = ({ repository, env }: ReturnType<typeof withDocker>) =>
    repository.run(['layers', 'team/app', '--quiet', '--max-size', '1'], { env })

  it('asks for it by name', async () => {
    const { code, stdout } = await ask(withDocker('[ "$*" = "image save -- team/app" ] && cat image.tar'))
    expect(code).toBe(1)
    expect(stdout).toMatch(/^error: `team\/app` has 10\.0 kB/)
  })

  it.each<[name: string, script: string, stderr: RegExp]>([
    [
      'no daemon',
      'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1',
      /^error: The Docker daemon cannot be reached, .*\[docker-not-running\]\n/,
    ],
    [
      'a daemon that lets nobody in',
      'echo "permission denied while trying to connect to the Docker daemon socket" >&2; exit 1',
      /\[docker-denied\]\n/,
    ],
    [
      'no such image',
      'echo "Error response from daemon: reference does not exist" >&2; exit 1',
      /^error: The Docker daemon has no image `team\/app`, and there is no such file\. \[no-such-image\]\n/,
    ],
    [
      'a daemon that dies in the middle',
      'head -c 4000 image.tar; echo "unexpected EOF" >&2; exit 1',
      /^error: `docker image save team\/app` broke off after 4000 bytes: unexpected EOF \[docker-failed\]\n/,
    ],
    [
      'a program that is killed',
      'head -c 4000 image.tar; kill -9 $$',
      /^error: `docker image save team\/app` broke off after 4000 bytes: it ended with a signal \[docker-failed\]\n/,
    ],
    [
      'a program that stops early',
      'head -c 4000 image.tar',
      /^error: `team\/app` is damaged: it ends in the middle, at byte 4000\. \[damaged-image\]\n/,
    ],
  ])('%s', async (_, script, stderr) => {
    const docker = withDocker(script)
    const before = docker.repository.list()
    expect(await ask(docker)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) })
    expect(docker.repository.list()).toEqual(before)
  })

  it('says that there is no program', async () => {
    const repository = cli.repository({})
    const { code, stderr } = await repository.run(['layers', 'team/app'], { env: { PATH: repository.path } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: There is no file `team\/app`, and no program `docker` on PATH .*\[no-docker\]\n/)
  })
})

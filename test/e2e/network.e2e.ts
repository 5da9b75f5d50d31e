import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { readArchive } from './support/archive.js'
import {
  build,
  checkBuild,
  imageName,
  MissingBase,
  withFolder,
  type Build,
  type BuildRequest,
} from './support/build.js'
import { command, docker } from './support/docker.js'
import { loopbackReachable } from './support/loopback.js'
import { authority } from './support/private/authority.js'
import { crate, goModule, greeting, npmPackage, pythonPackage, type MakePrivate } from './support/private/packages.js'
import { registry } from './support/private/registry.js'
import { labelled, mountsOf } from './support/run-id.js'
import { generateIn } from './support/stage-app.js'

interface Row {
  readonly name: string
  /** The call, given options that all have. */
  readonly preset: (more: string) => string
  readonly make: MakePrivate
  /** The id of the secret, and what it holds. */
  readonly id: string
  readonly value: (token: string, host: string) => string
  /** The stage that installs. */
  readonly stage: string
}

const rows: readonly Row[] = [
  {
    name: 'npm',
    preset: (more) => `nodeProdDeps({ secretEnv: ['NPM_TOKEN']${more} })`,
    make: npmPackage,
    id: 'NPM_TOKEN',
    value: (token) => token,
    stage: 'deps',
  },
  {
    name: 'pip',
    preset: (more) => `pythonSlim({ index: 'pypi', command: ['python', 'main.py']${more} })`,
    make: pythonPackage,
    id: 'pypi',
    value: (token, host) => `https://user:${token}@${host}/simple/`,
    stage: 'deps',
  },
  {
    name: 'uv',
    preset: (more) => `pythonAlpineUv({ index: 'pypi', command: ['python', 'main.py']${more} })`,
    make: pythonPackage,
    id: 'pypi',
    value: (token, host) => `https://user:${token}@${host}/simple/`,
    stage: 'deps',
  },
  {
    name: 'go',
    preset: (more) => `goDistroless({ installSecrets: { GOPROXY: 'goproxy' }${more} })`,
    make: goModule,
    id: 'goproxy',
    value: (token, host) => `https://user:${token}@${host}`,
    stage: 'build',
  },
  {
    name: 'cargo',
    preset: (more) => `rust({ installSecrets: { CARGO_REGISTRIES_TEAM_TOKEN: 'team' }${more} })`,
    make: crate,
    id: 'team',
    value: (token) => token,
    stage: 'build',
  },
]

/** Builds, or skips the test where the base cannot be had. */
const built = async (context: TestContext, request: BuildRequest): Promise<Build> => {
  try {
    return await build(request)
  } catch (error) {
    if (error instanceof MissingBase) context.skip(error.message)
    throw error
  }
}

const write = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const configure = async (folder: string, call: string): Promise<void> => {
  const name = /^\w+/.exec(call)?.[0] ?? ''
  await write(folder, { 'dockerfile.ts': `import { ${name} } from 'gen-dockerfile'\n\nexport default ${call}\n` })
  await generateIn(folder)
}

/** What of an image holds one of the texts: layers by their paths, and the configuration with the history. */
const leaksIn = async (archive: string, texts: readonly string[]): Promise<readonly string[]> => {
  const { configText, layers } = await readArchive(archive)
  const holds = (content: { readonly includes: (text: string) => boolean }): boolean =>
    texts.some((text) => content.includes(text))
  return [
    ...(holds(configText) ? ['configuration'] : []),
    ...layers.flatMap((layer) => layer.entries().filter(({ content }) => holds(content))).map(({ path }) => path),
  ]
}

/** A stage that fails where the file system of another holds one of the texts, which come as secrets. */
const search = (stage: string): string => `
FROM ${stage} AS search
USER 0:0
RUN --mount=type=secret,id=plain,env=PLAIN,required --mount=type=secret,id=encoded,env=ENCODED,required \\
    ! grep -rslF -e "$PLAIN" -e "$ENCODED" /app /src /root /tmp /etc /home /go /usr/local /var
`

/** An application that needs nothing. */
const said: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'said', version: '1.0.0', scripts: { start: 'node main.js' } }),
  'main.js': "console.log('said')\n",
}

describe('network', () => {
  it.for(rows)(
    'installs over TLS from a private registry of a company: $name',
    async ({ name, preset, make, id, value, stage }, context) => {
      if (!(await loopbackReachable())) context.skip('the steps of this builder do not reach 127.0.0.1')
      await withFolder(async (folder) => {
        const known = await authority(folder)
        if (known === undefined) return context.skip('OpenSSL is not installed')
        const token = `t${randomBytes(18).toString('hex')}`
        const encoded = Buffer.from(`user:${token}`).toString('base64')
        const server = await registry(known, token)
        const image = imageName('network', name)
        try {
          const { shelf, app } = await make(folder, server.host)
          server.fill(shelf)
          const copy = join(folder, 'context')
          await write(copy, app)
          const secret = (of: string, file: string): readonly string[] => [
            '--secret',
            `id=${of},src=${join(folder, file)}`,
          ]
          await write(folder, { token, encoded, right: value(token, server.host), wrong: value('wrong', server.host) })
          const request = (file: string) => ({
            context: copy,
            fresh: true,
            mounts: mountsOf(`network-${name}`),
            args: [...secret(id, file), ...secret('ca', 'ca.pem')],
          })

          await configure(copy, preset(''))
          await expect(built(context, request('right')), 'without the certificate').rejects.toThrow(
            /certificate|issuer/i,
          )
          expect(server.seen.let).toBe(0)

          await configure(copy, preset(", certificates: 'ca'"))
          expect(await checkBuild(request('right'))).toBe('')
          await expect(built(context, request('wrong')), 'with a wrong token').rejects.toThrow(/401|[Uu]nauthor|auth/)
          expect(server.seen.let).toBe(0)
          expect(server.seen.refused).toBeGreaterThan(0)

          const archive = join(folder, 'image.tar')
          await built(context, { ...request('right'), archive, image })
          expect(server.seen.let).toBeGreaterThan(0)
          expect(await docker(['run', '--rm', ...labelled, '--read-only', image])).toBe(greeting)
          expect(await leaksIn(archive, [token, encoded])).toEqual([])

          const text = await readFile(join(copy, 'Dockerfile'), 'utf8')
          await write(copy, { 'search.Dockerfile': text + search(stage) })
          const needles = [...secret('plain', 'token'), ...secret('encoded', 'encoded')]
          const args = [...request('right').args, ...needles]
          const { mounts } = request('right')
          await built(context, { context: copy, file: 'search.Dockerfile', target: 'search', mounts, args })
        } finally {
          server.close()
          await command('docker', ['image', 'rm', '--force', image])
        }
      })
    },
  )

  it('installs the certificates of the distribution beside those of a company', async (context) => {
    await withFolder(async (folder) => {
      const known = await authority(folder)
      if (known === undefined) return context.skip('OpenSSL is not installed')
      const copy = join(folder, 'context')
      await write(copy, said)
      const packages = "systemPackages: { build: [], runtime: ['ca-certificates'] }"
      await configure(copy, `nodeProdDeps({ ${packages}, certificates: 'ca' })`)
      const archive = join(folder, 'image.tar')
      await built(context, { context: copy, archive, fresh: true, args: ['--secret', `id=ca,src=${known.file}`] })
      const [, own = ''] = (await readFile(known.file, 'utf8')).split('\n')
      expect(own.length).toBeGreaterThan(40)
      expect(await leaksIn(archive, [own])).toEqual([])
    })
  })

  it('takes all images from a mirror', async (context) => {
    const host = process.env['GEN_DOCKERFILE_ENGINE_REGISTRY']
    if (host === undefined) return context.skip('there is no registry that has the images by other names')
    await withFolder(async (folder) => {
      await write(folder, said)
      const mirror = { 'docker.io': host, 'gcr.io': `${host}/gcr.io` }
      await configure(folder, `nodeProdDeps({ runtime: 'distroless', mirror: ${JSON.stringify(mirror)} })`)
      const text = await readFile(join(folder, 'Dockerfile'), 'utf8')
      const images = [...text.matchAll(/^(?:# syntax=|FROM (?=\S*[:/]))(\S+)/gm)].map(([, image]) => image ?? '')
      expect(images.length).toBeGreaterThan(3)
      expect(images.filter((image) => !image.startsWith(`${host}/`))).toEqual([])
      for (const target of ['dev', 'debug', 'runtime']) await built(context, { context: folder, target })
    })
  })

  it('labels an image without building a layer again', async (context) => {
    await withFolder(async (folder) => {
      const copy = join(folder, 'context')
      await write(copy, said)
      await configure(copy, 'nodeProdDeps({ ociLabels: true })')
      const labelsOf = async (revision: readonly string[]) => {
        const archive = join(folder, `${revision.length}.tar`)
        const { steps } = await built(context, { context: copy, archive, args: revision })
        const { config, layers } = await readArchive(archive)
        return {
          ran: steps.filter(({ ran, name }) => ran && /\] (?:RUN|COPY|WORKDIR)/.test(name)),
          config: config.config,
          layers,
        }
      }
      const first = await labelsOf([])
      const second = await labelsOf(['--build-arg', 'REVISION=0123abc', '--build-arg', 'VERSION=1.2.3'])
      expect(first.config.Labels).toMatchObject({ 'org.opencontainers.image.revision': 'unknown' })
      expect(second.config.Labels).toMatchObject({
        'org.opencontainers.image.revision': '0123abc',
        'org.opencontainers.image.version': '1.2.3',
      })
      expect(second.ran).toEqual([])
      expect(second.layers.map(({ digest }) => digest)).toEqual(first.layers.map(({ digest }) => digest))
    })
  })
})

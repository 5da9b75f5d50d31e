import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { library } from '../../src/cli/library/library.js'
import { generate } from '../../src/generate/generate.js'
import { withFolder } from './support/build.js'
import { command } from './support/docker.js'
import { labelled } from './support/run-id.js'
import { root } from './support/stage-app.js'

const registry = process.env['GEN_DOCKERFILE_ENGINE_REGISTRY']

/** The registry of the engine stands in for the public ones. */
const mirrors = (host: string): string =>
  [
    'unqualified-search-registries = ["docker.io"]',
    ...Object.entries({ 'docker.io': '', 'gcr.io': '/gcr.io', 'ghcr.io': '/ghcr.io' }).flatMap(([prefix, folder]) => [
      '[[registry]]',
      `prefix = "${prefix}"`,
      `location = "${host}${folder}"`,
      'insecure = true',
    ]),
    '',
  ].join('\n')

const buildah = (folder: string, args: readonly string[]) => {
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'runroot'), '--storage-driver', 'overlay']
  return command('buildah', [...storage, ...args], {
    cwd: folder,
    ...(registry === undefined ? {} : { env: { CONTAINERS_REGISTRIES_CONF: join(folder, 'registries.conf') } }),
  })
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`

/**
 * What is built. The applications need nothing from the network: a build with buildah has no settings of the engine for it.
 */
const rows: readonly {
  readonly name: string
  /** What is copied; nothing but `files` where it is absent. */
  readonly app?: string
  /** Where `dockerfile.ts` lies; the build context is the whole. */
  readonly folder?: string
  readonly dockerfile: string
  readonly files?: Readonly<Record<string, string>>
}[] = [
  {
    name: 'two stages with mounts',
    app: 'examples/base-images',
    dockerfile: `import { cache, stage } from 'gen-dockerfile'

const build = stage('build')
  .from('golang:1.26-trixie')
  .workdir('/src')
  .copy(['go.mod', 'main.go'], './')
  .run('CGO_ENABLED=0 go build -trimpath -o /out/moon .', { mounts: [cache('/root/.cache/go-build')] })

export default stage('runtime')
  .from('gcr.io/distroless/static-debian13:nonroot')
  .copyFrom(build, '/out/moon', '/moon')
  .user(65532, 65532)
  .entrypoint(['/moon'])
`,
  },
  {
    name: 'goDistroless',
    app: 'examples/base-images',
    dockerfile: "import { goDistroless } from 'gen-dockerfile'\n\nexport default goDistroless()\n",
  },
  {
    name: 'pythonSlim',
    app: 'examples/models-by-volume',
    dockerfile: `import { pythonSlim } from 'gen-dockerfile'

export default pythonSlim({ command: ['python', '-m', 'app.server'], port: 8000, sources: ['app'] })
`,
    files: { 'requirements.txt': '' },
  },
  {
    name: 'nodeProdDeps in a workspace, whose members may have packages of their own',
    folder: 'services/worker',
    dockerfile: `import { nodeProdDeps } from 'gen-dockerfile'

export default nodeProdDeps().extend('runtime', (s) => s.run('node worker.js'))
`,
    files: {
      'package.json': json({ name: 'shop', private: true, workspaces: ['packages/*', 'services/*'] }),
      'package-lock.json': json({
        ...{ name: 'shop', lockfileVersion: 3, requires: true },
        packages: {
          '': { name: 'shop', workspaces: ['packages/*', 'services/*'] },
          'node_modules/@shop/log': { resolved: 'packages/log', link: true },
          'node_modules/@shop/worker': { resolved: 'services/worker', link: true },
          'packages/log': { name: '@shop/log', version: '1.0.0' },
          'services/worker': { name: '@shop/worker', version: '1.0.0', dependencies: { '@shop/log': '1.0.0' } },
        },
      }),
      'packages/log/package.json': json({
        name: '@shop/log',
        version: '1.0.0',
        type: 'module',
        exports: './lib/log.js',
      }),
      'packages/log/lib/log.js': 'export const log = (text) => console.log(text)\n',
      'services/worker/package.json': json({
        ...{ name: '@shop/worker', version: '1.0.0', type: 'module' },
        ...{ scripts: { start: 'node worker.js' }, dependencies: { '@shop/log': '1.0.0' } },
      }),
      'services/worker/worker.js': "import { log } from '@shop/log'\n\nlog('works')\n",
    },
  },
]

describe('buildah', () => {
  it.for(rows)(
    'builds what is generated for it: $name',
    async ({ app, folder: service = '.', dockerfile, files = {} }, context) => {
      if ((await command('buildah', ['--version'])).code !== 0) context.skip('buildah is not installed')
      await withFolder(async (folder) => {
        const copy = join(folder, 'context')
        if (app !== undefined)
          await cp(join(root, app), copy, {
            recursive: true,
            filter: (source) => !/(?:Dockerfile|dockerignore|dockerfile\.ts)$/.test(source),
          })
        for (const [path, text] of Object.entries({ ...files, [join(service, 'dockerfile.ts')]: dockerfile })) {
          await mkdir(dirname(join(copy, path)), { recursive: true })
          await writeFile(join(copy, path), text)
        }
        await writeFile(join(folder, 'registries.conf'), registry === undefined ? '' : mirrors(registry))
        const { diagnostics, failures } = await generate({
          ...{ cwd: copy, paths: [], mode: 'write', force: false, library, builder: 'buildah' },
        })
        expect(failures.map(({ message }) => message)).toEqual([])
        const told = diagnostics.filter(({ rule }) => rule === 'newer-than-builder').map(({ message }) => message)
        expect(told).toEqual([])
        const { code, stdout, stderr } = await buildah(folder, [
          ...['build', '--isolation', 'chroot', '--format', 'docker', ...labelled],
          // Buildah finds the ignore file at the root of the context alone.
          ...(service === '.' ? [] : ['--ignorefile', join(copy, service, 'Dockerfile.dockerignore')]),
          ...['--file', join(copy, service, 'Dockerfile'), copy],
        ])
        expect(code, (stdout + stderr).split('\n').slice(-12).join('\n')).toBe(0)
        await buildah(folder, ['rmi', '--all', '--force'])
      })
    },
  )
})

import { writeFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
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

/**
 * What is built. The applications need nothing from the network: a build with buildah has no settings of the engine for it.
 */
const rows: readonly {
  readonly name: string
  readonly app: string
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
]

describe('buildah', () => {
  it.for(rows)('builds what is generated for it: $name', async ({ app, dockerfile, files = {} }, context) => {
    if ((await command('buildah', ['--version'])).code !== 0) context.skip('buildah is not installed')
    await withFolder(async (folder) => {
      const copy = join(folder, 'context')
      await cp(join(root, app), copy, {
        recursive: true,
        filter: (source) => !/(?:Dockerfile|dockerignore|dockerfile\.ts)$/.test(source),
      })
      for (const [path, text] of Object.entries({ ...files, 'dockerfile.ts': dockerfile })) {
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
        ...['--file', join(copy, 'Dockerfile'), copy],
      ])
      expect(code, (stdout + stderr).split('\n').slice(-12).join('\n')).toBe(0)
      await buildah(folder, ['rmi', '--all', '--force'])
    })
  })
})

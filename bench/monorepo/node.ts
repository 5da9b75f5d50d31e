import { graph, random } from './graph.js'
import { library, lines, service, type Write } from './names.js'

type Manager = 'pnpm' | 'npm' | 'yarn'

type Ranges = Readonly<Record<string, string>>

/** The lockfile of a package manager, as far as it is read. */
interface Lock {
  readonly add: (folder: string, name: string, dependencies: Ranges) => void
  readonly write: () => void
}

const externals = ['express', 'pino', 'zod', 'undici', 'pg', 'ioredis', 'prom-client', 'uuid']

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`

const pnpmLock = (write: Write): Lock => {
  const importers: string[] = []
  return {
    add: (folder, _, dependencies) => {
      importers.push(`  ${folder}:`, '    dependencies:')
      for (const [each, version] of Object.entries(dependencies)) {
        const folderOf = each.startsWith('@acme/') ? `link:../../packages/${each.slice(6)}` : '4.0.0'
        importers.push(`      '${each}':`, `        specifier: ${version}`, `        version: ${folderOf}`)
      }
    },
    write: () => {
      write('pnpm-workspace.yaml', lines('packages:', '  - services/*', '  - packages/*'))
      const packages = externals.flatMap((name) => [`  ${name}@4.0.0:`, '    resolution: {integrity: sha512-AAAA}', ''])
      write(
        'pnpm-lock.yaml',
        // They are more than a call has room for.
        lines(
          "lockfileVersion: '9.0'",
          '',
          'importers:',
          '  .: {}',
          importers.join('\n'),
          '',
          'packages:',
          ...packages,
        ),
      )
    },
  }
}

const npmLock = (write: Write): Lock => {
  const packages: Record<string, object> = {}
  return {
    add: (folder, name, dependencies) => {
      packages[folder] = { name: `@acme/${name}`, version: '1.0.0', dependencies }
      packages[`node_modules/@acme/${name}`] = { resolved: folder, link: true }
    },
    write: () => {
      for (const name of externals) packages[`node_modules/${name}`] = { version: '4.0.0' }
      write(
        'package-lock.json',
        json({ name: 'acme', lockfileVersion: 3, requires: true, packages: { '': {}, ...packages } }),
      )
    },
  }
}

/** Yarn's since 2. */
const yarnLock = (write: Write): Lock => {
  const entries: string[] = []
  const add = (key: string, resolution: string, version: string, dependencies: Ranges, link: string): void => {
    const needs = Object.entries(dependencies).map(([name, range]) => `    "${name}": "${range}"`)
    const needed = needs.length === 0 ? [] : ['  dependencies:', ...needs]
    entries.push(
      lines(`"${key}":`, `  version: ${version}`, `  resolution: "${resolution}"`, ...needed, `  linkType: ${link}`),
    )
  }
  const protocol = (range: string): string => (range.startsWith('workspace:') ? range : `npm:${range}`)
  return {
    add: (folder, name, dependencies) => {
      const resolution = `@acme/${name}@workspace:${folder}`
      const ranges = Object.fromEntries(Object.entries(dependencies).map(([each, range]) => [each, protocol(range)]))
      add(`@acme/${name}@workspace:*, ${resolution}`, resolution, '0.0.0-use.local', ranges, 'soft')
    },
    write: () => {
      for (const name of externals) add(`${name}@npm:^4.0.0`, `${name}@npm:4.0.0`, '4.0.0', {}, 'hard')
      write('yarn.lock', lines('__metadata:', '  version: 8', '  cacheKey: 10c0', '', entries.join('\n')))
      write('.yarnrc.yml', lines('nodeLinker: node-modules'))
    },
  }
}

const managers = {
  pnpm: { lock: pnpmLock, range: 'workspace:*', version: 'pnpm@10.20.0' },
  npm: { lock: npmLock, range: '*', version: 'npm@11.6.0' },
  yarn: { lock: yarnLock, range: 'workspace:*', version: 'yarn@4.11.0' },
} as const satisfies Readonly<Record<Manager, object>>

/** Writes a workspace of Node: libraries in `packages`, services in `services`. */
export const writeNode = (kind: Manager, services: number, libraries: number, write: Write): void => {
  const needed = graph(services, libraries)
  const { range, version, lock } = managers[kind]
  const lockfile = lock(write)
  const next = random(11)
  const outside = (): Ranges => Object.fromEntries(externals.filter(() => next() < 0.3).map((name) => [name, '^4.0.0']))
  const inside = (indexes: readonly number[]): Ranges =>
    Object.fromEntries(indexes.map((each) => [`@acme/${library(each)}`, range]))
  const add = (folder: string, name: string, needs: readonly number[], more: object): void => {
    const dependencies = { ...inside(needs), ...outside() }
    write(
      `${folder}/package.json`,
      json({ name: `@acme/${name}`, version: '1.0.0', private: true, ...more, dependencies }),
    )
    lockfile.add(folder, name, dependencies)
  }
  for (const [index, needs] of needed.libraries.entries()) {
    add(`packages/${library(index)}`, library(index), needs, { main: 'src/index.js' })
    write(`packages/${library(index)}/src/index.js`, 'export const name = import.meta.url\n')
  }
  for (const [index, needs] of needed.services.entries()) {
    add(`services/${service(index)}`, service(index), needs, {
      type: 'module',
      scripts: { start: 'node src/index.js' },
    })
    write(
      `services/${service(index)}/src/index.js`,
      lines("import { createServer } from 'node:http'", '', `createServer().listen(${3000 + (index % 100)})`),
    )
  }
  write(
    'package.json',
    json({
      name: 'acme',
      private: true,
      engines: { node: '24' },
      packageManager: version,
      ...(kind === 'pnpm' ? {} : { workspaces: ['services/*', 'packages/*'] }),
    }),
  )
  lockfile.write()
}

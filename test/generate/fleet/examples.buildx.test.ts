import { spawnSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { describeWithBuildx, describeWithCompose } from '../../support/buildx.js'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const found = (name: string): readonly string[] =>
  globSync(`examples/*/${name}`, { cwd: root }).map((file) => dirname(file))

const docker = (folder: string, args: readonly string[]): unknown => {
  const { stdout, stderr, status } = spawnSync('docker', args, {
    cwd: join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, REGISTRY: 'registry.example.com/', TAG: '7' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The Dockerfiles of an example, from its folder. */
const dockerfiles = (folder: string): readonly string[] =>
  globSync('**/Dockerfile', { cwd: join(root, folder), ignore: '**/node_modules/**' }).sort()

const nameOf = (dockerfile: string): string => basename(dirname(dockerfile))

describeWithBuildx('docker buildx bake --print, for the examples', () => {
  // Bake reads compose.yaml, too, where it stands beside the file.
  it.each(found('docker-bake.hcl'))('%s: every service at its last stage', (folder) => {
    const files = dockerfiles(folder)
    const lastStages = files.map(
      (file) => /^FROM .* AS (\S+)$(?![^]*^FROM )/m.exec(readFileSync(join(root, folder, file), 'utf8'))?.[1],
    )
    const print = docker(folder, ['buildx', 'bake', '--print']) as {
      readonly group: { readonly default: { readonly targets: readonly string[] } }
      readonly target: Readonly<
        Record<string, { context: string; dockerfile: string; target: string; tags: readonly string[] }>
      >
    }
    expect(print.group.default.targets).toEqual(files.map(nameOf))
    const made = Object.entries(print.target).map(([name, { context, dockerfile, target, tags }]) => ({
      name,
      file: join(context, dockerfile),
      target,
      tags: tags.map((tag) => /^registry\.example\.com\/(?:shop\/)?(.*):7$/.exec(tag)?.[1]),
    }))
    expect(made.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      files.map((file, index) => ({ name: nameOf(file), file, target: lastStages[index], tags: [nameOf(file)] })),
    )
  })
})

describeWithCompose('docker compose config, for the examples', () => {
  it.each(found('compose.yaml'))('%s', (folder) => {
    const { services } = docker(folder, ['compose', 'config', '--format', 'json']) as { readonly services: object }
    const written = parse(readFileSync(join(root, folder, 'compose.yaml'), 'utf8')) as { readonly services: object }
    expect(Object.keys(services).sort()).toEqual(Object.keys(written.services).sort())
  })
})

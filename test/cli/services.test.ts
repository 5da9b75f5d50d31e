import { describe, expect, it } from 'vitest'
import { goService } from '../generate/services/support.js'
import { useCli } from './support/cli.js'

const cli = useCli()

const services = { ...goService('services/api'), ...goService('services/web', 3000) }
const yaml = '# ours\nservices:\n  services/*: {}\n'

describe('a repository of services', () => {
  it('is described, generated, listed and checked', async () => {
    const repository = cli.repository(services)
    expect(await repository.run(['init', '--yes'])).toMatchObject({
      code: 0,
      stdout: 'created    gen-dockerfile.yaml\n',
    })
    expect((await repository.run([])).stdout).toBe(
      'created    services/api/Dockerfile\ncreated    services/api/.dockerignore\ncreated    services/web/Dockerfile\ncreated    services/web/.dockerignore\n4 created\n',
    )
    expect((await repository.run(['list'])).stdout).toBe(
      'api  services/api/Dockerfile  go-distroless\nweb  services/web/Dockerfile  go-distroless\n',
    )
    repository.write(goService('services/web', 4000))
    const { code, stdout } = await repository.run(['--check', '--filter', 'web'])
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 1, first: 'stale      services/web/Dockerfile' })
    expect((await repository.run(['--check', '--filter', '!web'])).code).toBe(0)
    expect(await repository.run(['init', '--yes'], { cwd: 'services/api' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`../../gen-dockerfile.yaml` describes this service already (`services/*`)'),
    })
  })

  it.each([
    ['of tools', { 'package.json': '{"private":true,"devDependencies":{"husky":"9"}}' }],
    ['of a library', { 'go.mod': 'module shop\n\ngo 1.26\n', 'shop.go': 'package shop\n' }],
  ])('is found below the manifest %s', async (_, files) => {
    const repository = cli.repository({ ...services, ...files })
    expect((await repository.run(['init', '--yes'])).stdout).toBe('created    gen-dockerfile.yaml\n')
    expect((await repository.run(['list'])).stdout).toBe(
      'api  services/api/Dockerfile  go-distroless\nweb  services/web/Dockerfile  go-distroless\n',
    )
  })

  it('is told of services below one that stands at the root', async () => {
    const repository = cli.repository({
      ...goService('.'),
      'web/package.json': '{"private":true,"workspaces":["apps/*"]}',
      'web/package-lock.json': '{"lockfileVersion":3,"packages":{}}',
      'web/apps/shop/package.json': '{"name":"shop","version":"1.0.0","scripts":{"start":"node index.js"}}',
      'web/apps/shop/index.js': '',
      'tools/go.mod': 'module example.com/tools\n\ngo 1.26\n',
      'tools/tools.go': 'package tools\n',
    })
    const { stdout, stderr } = await repository.run(['init', '--yes'])
    expect(stdout).toContain('created    dockerfile.ts\n')
    expect(stderr).toContain(
      'note: `web` has services, too, which are no part of this one: run `gen-dockerfile init --cwd web`.\n',
    )
    expect((await repository.run(['init', '--yes', '--cwd', 'web'])).stdout).toBe('created    gen-dockerfile.yaml\n')
  })

  it('is not described by a glob that names folders which were not looked at', async () => {
    const repository = cli.repository({
      ...goService('templates/api'),
      ...goService('templates/web', 3000),
      'go.work': 'go 1.26\n\nuse (\n\t./templates/api\n\t./templates/web\n)\n',
      'templates/page/package.json': '{"name":"page","scripts":{"start":"node ."}}',
      'templates/notes/notes.md': '',
    })
    await repository.run(['init', '--yes'])
    expect(repository.read('gen-dockerfile.yaml')).toContain('services:\n  templates/api: {}\n  templates/web: {}\n')
    expect((await repository.run([])).code).toBe(0)
  })

  it('is told of the Dockerfiles that are there before', async () => {
    const repository = cli.repository({ ...services, 'services/web/Dockerfile': 'FROM scratch\n' })
    const { stderr } = await repository.run(['init', '--yes'])
    expect(stderr).toContain(
      'npx gen-dockerfile --dry-run  compare with what is there: `services/web/Dockerfile`\n  npx gen-dockerfile            write the other Dockerfiles\n  npx gen-dockerfile --force    write that one as well\n',
    )
  })

  it.each(['deploy', 'docker', 'kubernetes'])(
    'is up to date with its files in a folder of its own: %s',
    async (name) => {
      const repository = cli.repository({
        'package.json': '{"name":"api","version":"1.0.0","scripts":{"start":"node index.js"}}',
        'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
        'index.js': '',
        'gen-dockerfile.yaml': `defaults: { output: '{dir}/${name}/Dockerfile' }\nservices:\n  .: {}\n`,
      })
      expect((await repository.run([])).code).toBe(0)
      expect(repository.read(`${name}/Dockerfile`)).not.toMatch(new RegExp(`COPY .*${name}`))
      expect((await repository.run(['--check'])).code).toBe(0)
    },
  )

  it('says what a change touches, from standard input too', async () => {
    const repository = cli.repository({ ...services, 'gen-dockerfile.yaml': yaml })
    const listed = await repository.run([
      'list',
      '--format',
      'json',
      '--affected-by',
      'services/web/main.go',
      'README.md',
    ])
    expect(JSON.parse(listed.stdout)).toEqual({
      version: 1,
      services: [
        {
          name: 'web',
          folder: 'services/web',
          source: 'gen-dockerfile.yaml',
          output: 'services/web/Dockerfile',
          ignoreFile: 'services/web/.dockerignore',
          context: 'services/web',
          targets: ['dev', 'debug', 'runtime'],
          preset: 'go-distroless',
          dependencies: [],
        },
      ],
    })
    const piped = await repository.run(['--affected-by', '-', '--dry-run'], {
      shell: String.raw`printf 'services/api/go.mod\nREADME.md\n' |`,
    })
    expect(piped.stdout.match(/^would create {2}\S+/gm)).toEqual([
      'would create  services/api/Dockerfile',
      'would create  services/api/.dockerignore',
    ])
    const none = await repository.run(['list', '--format', 'json', '--affected-by', 'README.md'])
    expect(none).toEqual({ code: 0, stdout: '{\n  "version": 1,\n  "services": []\n}\n', stderr: '' })
  })

  it('writes the others where one is broken', async () => {
    const repository = cli.repository({
      ...services,
      'services/broken/go.mod': 'module example.com/broken\n',
      'gen-dockerfile.yaml': yaml,
    })
    const { code, stdout, stderr } = await repository.run([])
    expect(code).toBe(1)
    expect(stdout).toContain('4 created, 1 failed, 1 error')
    expect(stderr).toContain('at services/broken/go.mod')
    expect(stderr).toContain('take it out: `services/broken: false`')
  })

  it('refuses a configuration with mistakes', async () => {
    const repository = cli.repository({
      ...services,
      'gen-dockerfile.yaml': 'services:\n  services/*: { optoins: {} }\n',
    })
    expect(await repository.run([])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean `options`?'),
    })
    expect((await repository.run(['list'])).code).toBe(2)
  })
})

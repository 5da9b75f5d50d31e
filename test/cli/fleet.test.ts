import { describe, expect, it } from 'vitest'
import { goService } from '../generate/services/support.js'
import { useCli } from './support/cli.js'

const cli = useCli()

const services = { ...goService('services/api'), ...goService('services/web', 3000) }
const yaml = 'services:\n  services/*: {}\nbake:\n  targets: [debug]\n  groups: { front: [web] }\n'

describe.each([
  ['bake', 'docker-bake.hcl', 'target "web-debug" {'],
  ['compose', 'compose.yaml', '- 3000:3000'],
])('gen-dockerfile %s', (command, file, part) => {
  it('writes one file about all services, which --check keeps true', async () => {
    const repository = cli.repository({ ...services, 'gen-dockerfile.yaml': yaml })
    expect(await repository.run([command, '--check'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`missing    ${file}`),
    })
    expect((await repository.run([command, '--stdout'])).stdout).toContain(part)
    expect(await repository.run([])).toMatchObject({ code: 0, stdout: expect.not.stringContaining(file) })
    expect(await repository.run([command])).toMatchObject({ code: 0, stdout: `created    ${file}\n1 created\n` })
    repository.write(goService('services/third', 4000))
    const { code, stdout } = await repository.run(['--check'])
    expect({ code, stale: stdout.includes(`stale      ${file}`) }).toEqual({ code: 1, stale: true })
    // What a part of the services says nothing about is left alone.
    expect((await repository.run(['--check', '--filter', 'web'])).stdout).not.toContain(file)
    expect((await repository.run([])).stdout).toContain(`updated    ${file}`)
    expect((await repository.run(['--check'])).code).toBe(0)
  })

  it('leaves a file of somebody else alone', async () => {
    const repository = cli.repository({ ...services, 'gen-dockerfile.yaml': yaml, [file]: '# mine\n' })
    expect(await repository.run([command])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`conflict   ${file}`),
    })
    expect((await repository.run([])).stdout).not.toContain(file)
  })
})

describe('gen-dockerfile bake', () => {
  it('points at a setting that cannot be met', async () => {
    const repository = cli.repository({ ...services, 'gen-dockerfile.yaml': `${yaml}  tags: ['{name}:\${TGA}']\n` })
    expect(await repository.run(['bake'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/`TGA`[^]*gen-dockerfile\.yaml:6:3[^]*Did you mean `TAG`\?/),
    })
  })
})

describe('gen-dockerfile compose', () => {
  const note = 'note: `docker compose` prefers `compose.yaml` to `docker-compose.yml`'

  it('tells of a file that docker compose would no longer read, until it is written', async () => {
    const repository = cli.repository({
      ...services,
      'gen-dockerfile.yaml': yaml,
      'docker-compose.yml': 'services: {}\n',
    })
    expect((await repository.run(['compose'])).stderr).toContain(note)
    expect((await repository.run(['compose'])).stderr).toBe('')
  })

  it.each([
    ['another name', `${yaml}compose: { output: compose.dev.yaml }\n`],
    ['a name that comes after', `${yaml}compose: { output: docker-compose.yaml }\n`],
  ])('says nothing with %s', async (_, text) => {
    const repository = cli.repository({
      ...services,
      'gen-dockerfile.yaml': text,
      'docker-compose.yml': 'services: {}\n',
    })
    expect((await repository.run(['compose'])).stderr).toBe('')
  })
})

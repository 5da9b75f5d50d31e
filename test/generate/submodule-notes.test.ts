import { describe, expect, it } from 'vitest'
import { type Files, goService, useServices } from './services/support.js'

const repository = useServices()

const manifest = (name: string, more: object = {}): string =>
  JSON.stringify({ name: `@acme/${name}`, version: '1.0.0', private: true, ...more })

const shop: Files = {
  'package.json': manifest('shop', { workspaces: ['packages/*', 'services/*'], engines: { node: '24' } }),
  'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  'services/web/package.json': manifest('web', {
    dependencies: { '@acme/log': 'file:../../packages/log' },
    scripts: { start: 'node index.js' },
  }),
  'services/web/index.js': "require('node:http').createServer().listen(3000)\n",
  'gen-dockerfile.yaml': 'services: { services/web: {} }\n',
  '.gitmodules': '[submodule "log"]\n\tpath = packages/log\n\turl = ../log.git\n',
  'packages/log/': '',
}

const note =
  '`packages/log` is a git submodule that is not checked out, so nothing in it was seen. `git submodule update --init` brings it.'

describe('submodules that are not checked out', () => {
  it('are told where something fails or changes, and not where all is as it was', async () => {
    const made = repository(shop)
    expect((await made.generate('check')).notes).toContain(note)
    const written = repository({ ...shop, ...goService('other'), 'gen-dockerfile.yaml': 'services: { other: {} }\n' })
    expect((await written.generate('write', {}, 'other')).notes).toEqual([])
  })

  it('are not told once they are there', async () => {
    const made = repository({ ...shop, 'packages/log/package.json': manifest('log'), 'packages/log/index.js': '' })
    const { notes } = await made.generate()
    expect(notes.filter((each) => each.includes('submodule'))).toEqual([])
  })

  it('are not told by a run that changes nothing', async () => {
    const made = repository({ ...goService('api'), 'gen-dockerfile.yaml': 'services: { api: {} }\n' })
    made.write({ 'api/ui/': '', '.gitmodules': '[submodule "ui"]\r\n\tpath = "api/ui"\r\n' })
    expect((await made.generate()).notes).toEqual([expect.stringContaining('`api/ui` is a git submodule')])
    expect((await made.generate()).notes).toEqual([])
    expect((await made.generate('check')).notes).toEqual([])
  })

  it('are told together where they are many, and only those in the build context', async () => {
    const made = repository({ ...goService('api'), 'gen-dockerfile.yaml': 'services: { api: {} }\n' })
    const inside = ['a', 'b', 'c', 'd'].map((name) => `api/${name}`)
    const all = [...inside, 'docs/theme', 'gone', '../outside']
    made.write({ ...Object.fromEntries([...inside, 'docs/theme'].map((path) => [`${path}/`, ''])) })
    made.write({ '.gitmodules': all.map((path) => `[submodule "${path}"]\n  path=${path}\n`).join('') })
    expect((await made.generate()).notes).toEqual([
      '4 git submodules are not checked out, so nothing in them was seen: `api/a`, `api/b`, `api/c`, and 1 more. `git submodule update --init` brings them.',
    ])
  })

  it('are told wherever they are when a service fails before its context is known', async () => {
    const made = repository({ ...goService('api'), 'gen-dockerfile.yaml': 'services: { api: {} }\n' })
    made.write({ 'api/go.mod': '', 'docs/theme/': '', '.gitmodules': '[submodule "x"]\n\tpath = docs/theme\n' })
    expect((await made.generate()).notes).toEqual([expect.stringContaining('`docs/theme`')])
  })
})

import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeWithOracle } from '../support/oracle.js'
import { walked } from './support.js'

const repository = fileURLToPath(new URL('../..', import.meta.url))

const ignoreFiles = [
  '',
  '.git\nnode_modules\n',
  '**/node_modules\n**/dist\n.git\n**/*.md\n!README.md\n',
  '*\n!src\n!package.json\nsrc/**/index.ts\n',
  '**\n!src/ignore/**\n!docs/*.md\n**/c*\n',
  '*/*\n!test/*/golden\nnode_modules/**\n!node_modules/zod/package.json\n.git\n',
  '**/[a-m]*\n!**/*.json\n.git/**\n',
  'node_modules/*/*\n!node_modules/*/package.json\n.git\ntest\n',
]

describeWithOracle('ignore-oracle', (oracle) => {
  it.each(ignoreFiles)('walks this repository as Docker does with %j', async (dockerignore) => {
    // Where somebody else is writing, both have to see the same.
    for (let attempt = 1; ; attempt++) {
      const before = walked(repository, dockerignore).sent
      const [reply] = await oracle.request<{ sent?: readonly string[] }>([{ dockerignore, dir: repository }])
      const after = walked(repository, dockerignore).sent
      const isQuiet = before.length === after.length && before.every((path, index) => path === after[index])
      if (!isQuiet && attempt < 10) continue
      expect(before.length).toBeGreaterThan(10)
      return expect(before).toEqual(reply?.sent)
    }
  })
})

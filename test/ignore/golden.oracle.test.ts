import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Reply, writeTree } from '../support/ignore-fuzz.js'
import { describeWithOracle } from '../support/oracle.js'
import { ignoreFiles, tree } from './golden/cases.js'

/** Paths that nothing excludes are left out of the record. */
const notable = (paths: NonNullable<Reply['paths']>) =>
  Object.fromEntries(Object.entries(paths).filter(([, match]) => JSON.stringify(match) !== '{"excluded":false}'))

describeWithOracle('ignore-oracle', (oracle) => {
  it('gives the recorded answers; `vitest -u` records them anew', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'ignore-golden-'))
    writeTree(tree, dir)
    const paths = tree.map((item) => item.path.replace(/\/$/, ''))
    const replies = await oracle.request<Reply>(ignoreFiles.map((dockerignore) => ({ dockerignore, paths, dir })))
    rmSync(dir, { recursive: true })
    const lines = replies.map((reply) => JSON.stringify({ ...reply, paths: notable(reply.paths ?? {}) }))
    await expect(`[\n${lines.join(',\n')}\n]\n`).toMatchFileSnapshot('golden/answers.json')
  })
})

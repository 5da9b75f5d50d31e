import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeWithOracle } from '../support/oracle.js'
import { expectedTree, type OracleParse } from './buildkit-tree.js'
import { documents } from './documents.js'

// With UPDATE_GOLDEN=1 the answers are taken anew.
describeWithOracle('bk-oracle', (oracle) => {
  it.each(Object.entries(documents))('BuildKit still answers the same: %s', async (name, dockerfile) => {
    const [reply] = await oracle.request<{ parse: OracleParse }>([{ dockerfile, modes: ['parse'] }])
    if (reply === undefined) throw new Error('no answer')
    const tree = expectedTree(reply.parse)
    const file = new URL(`golden/${name.replaceAll(' ', '-')}.json`, import.meta.url)
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, `${JSON.stringify(tree, null, 2)}\n`)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(tree)
  })
})

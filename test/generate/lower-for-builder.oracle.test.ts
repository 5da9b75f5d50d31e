import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { expect, it } from 'vitest'
import { diskTree } from '../../src/generate/disk-tree.js'
import { lowerForBuilder } from '../../src/generate/lower-for-builder.js'
import { renderDocument } from '../../src/renderer/index.js'
import { describeWithOracle } from '../support/oracle.js'
import { service } from './fleet/support.js'

const root = fileURLToPath(new URL('../../examples/', import.meta.url))
const files = globSync(['*/Dockerfile', '*/services/*/Dockerfile'], { cwd: root }).sort()

/** The build context of an example's Dockerfile: the folder of the example. */
const contextOf = (file: string): string => {
  const folder = dirname(file)
  return join(root, basename(dirname(folder)) === 'services' ? dirname(dirname(folder)) : folder)
}

describeWithOracle('bk-oracle', (oracle) => {
  it.each(['buildah', 'kaniko'] as const)('BuildKit builds what the examples become for %s', async (builder) => {
    const texts = files.map((file) => {
      const { document } = service('a', readFileSync(join(root, file), 'utf8'))
      return renderDocument(lowerForBuilder(document, builder, true, diskTree(contextOf(file)))).text
    })
    expect(texts.filter((text) => text.includes('-copied /copied ./')).length).toBeGreaterThan(3)
    expect(texts.filter((text) => text.includes('--parents ') && !text.includes('cp -a --parents '))).toEqual([])
    const replies = await oracle.request<{ readonly lint?: { readonly warnings: unknown; readonly error?: unknown } }>(
      texts.map((dockerfile) => ({ dockerfile, modes: ['lint'] })),
    )
    expect(replies.map(({ lint }, index) => [files[index], lint])).toEqual(
      files.map((file) => [file, { warnings: [] }]),
    )
  })
})

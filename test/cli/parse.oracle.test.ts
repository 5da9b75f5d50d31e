import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { expectedTree, type OracleParse } from '../parser/buildkit-tree.js'
import { describeWithOracle, describeWithShared } from '../support/oracle.js'
import { useCli } from './support/cli.js'
import { pipe } from './support/pipe.js'

const cli = useCli()

const objects = (stdout: string): readonly object[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What `parse --ast --stdin-jsonl` answers to some documents, in their order. */
const answersTo = async (texts: readonly string[]): Promise<readonly object[]> => {
  const repository = cli.repository({})
  const requests = texts.map((dockerfile, id) => `${JSON.stringify({ id, dockerfile })}\n`)
  return objects(
    (await pipe(repository.command(['parse', '--ast', '--stdin-jsonl']), repository.path, requests)).stdout,
  )
}

describeWithOracle('bk-oracle', (oracle) => {
  const expectedFor = async (texts: readonly string[]): Promise<readonly object[]> => {
    const replies = await oracle.request<{ parse: OracleParse }>(
      texts.map((dockerfile) => ({ dockerfile, modes: ['parse'] })),
    )
    return replies.map(({ parse }) => expectedTree(parse))
  }

  describeWithShared('corpus', (folder) => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.Dockerfile'))
    const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'))

    it('answers with the tree of BuildKit for the corpus', async () => {
      const expected = await expectedFor(texts)
      expect(await answersTo(texts)).toEqual(expected.map((tree, id) => ({ id, version: 1, ...tree })))
      expect(texts).toHaveLength(576)
    })

    it('prints it for the files of the corpus', async () => {
      const repository = cli.repository({})
      const { stdout, stderr } = await repository.run(['parse', '--ast', '--cwd', folder, ...names])
      const expected = await expectedFor(texts)
      expect(stderr).toBe('')
      expect(objects(stdout)).toEqual(expected.map((tree, index) => ({ file: names[index], version: 1, ...tree })))
    })
  })

  describeWithShared('conformance/buildkit-integration-dockerfiles.json', (file) => {
    it("answers with the tree of BuildKit for BuildKit's integration tests", async () => {
      const cases: { dockerfile: string }[] = JSON.parse(readFileSync(file, 'utf8'))
      const texts = cases.map(({ dockerfile }) => dockerfile)
      const expected = await expectedFor(texts)
      expect(await answersTo(texts)).toEqual(expected.map((tree, id) => ({ id, version: 1, ...tree })))
      expect(texts).toHaveLength(423)
    })
  })
})

describeWithShared('conformance/buildkit-parser/golden', (folder) => {
  it('prints the 38 recorded trees of BuildKit', async () => {
    const recorded = readdirSync(folder).map((name) => {
      const { parse }: { parse: OracleParse } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      return {
        file: `${basename(name, '_Dockerfile.json').replace('_', '/')}/Dockerfile`,
        version: 1,
        ...expectedTree(parse),
      }
    })
    const repository = cli.repository({})
    const args = recorded.map(({ file }) => file)
    const { stdout } = await repository.run(['parse', '--ast', '--cwd', join(folder, '..'), ...args])
    expect(objects(stdout)).toEqual(recorded)
    expect(recorded).toHaveLength(38)
  })
})

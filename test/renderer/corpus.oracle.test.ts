import { expect, it } from 'vitest'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { renderDocument } from '../../src/renderer/index.js'
import { builds, corpus, integrationFiles, type RealFile, refusal, withUpperCase } from '../formatter/real-files.js'
import { describeWithOracle, describeWithShared } from '../support/oracle.js'

const rendered = (text: string): string | undefined => {
  const parsed = parseDockerfile(text)
  return 'error' in parsed || parsed.problems.length > 0 ? undefined : renderDocument(parsed.document).text
}

/** Files whose `# check=error=true` refuses the spelling that rendering repairs. */
const repaired = /^lint violation found for rules: (?:ConsistentInstructionCasing, )?FromAsCasing$/

describeWithShared('corpus', () =>
  describeWithOracle('bk-oracle', (oracle) => {
    it.each<[string, readonly RealFile[], number]>([
      ['of public repositories', corpus(), 2],
      ['of its integration tests', integrationFiles(), 30],
    ])('builds the same from what is parsed and rendered %s', async (_, files, mostRefused) => {
      const texts = files.map(({ text }) => rendered(text))
      const before = await builds(
        oracle,
        files.map(({ text }) => text),
      )
      const after = await builds(
        oracle,
        texts.map((text, index) => text ?? files[index]?.text ?? ''),
      )
      let refused = 0
      for (const [index, { name }] of files.entries()) {
        const [left, right] = [before[index], after[index]]
        if (left === undefined || right === undefined) throw new Error('BuildKit has no answer')
        if (texts[index] === undefined) {
          refused++
          expect(refusal(left), name).toBeDefined()
          continue
        }
        expect(withUpperCase(right), name).toEqual(withUpperCase(left))
        if (!repaired.test(refusal(left) ?? '')) expect(right['llb-normalized'], name).toEqual(left['llb-normalized'])
      }
      expect(refused).toBeLessThanOrEqual(mostRefused)
    })
  }),
)

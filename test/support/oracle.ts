import { afterAll, describe } from 'vitest'
import { createOracle, findOracle, findShared, missing, type Oracle, type OracleName } from './oracle-process.js'

export { createOracle, findOracle, findShared, type Oracle, type OracleName }

/**
 * A suite that needs an oracle. Where it is missing the suite is skipped with one visible line, or fails when
 * `GEN_DOCKERFILE_REQUIRE_ORACLE` is set. The oracle that `fn` gets starts with the first request and ends with the suite.
 *
 * @example
 * describeWithOracle('bk-oracle', (oracle) => {
 *   it('accepts FROM', async () => {
 *     const [reply] = await oracle.request([{ dockerfile: 'FROM a\n', modes: ['parse'] }])
 *   })
 * })
 */
export const describeWithOracle = (
  name: Exclude<OracleName, 'hadolint' | 'shellcheck'>,
  fn: (oracle: Oracle) => void,
): void => {
  describeWith(`against ${name}`, findOracle(name), missing(name), () => {
    const oracle = createOracle(name)
    afterAll(() => oracle.close())
    fn(oracle)
  })
}

/** A suite that needs the program hadolint; `fn` gets its path. Skips like {@link describeWithOracle}. */
export const describeWithHadolint = (fn: (program: string) => void): void => {
  describeWith('against hadolint', findOracle('hadolint'), missing('hadolint'), fn)
}

/** A suite that needs the program shellcheck; `fn` gets its path. Skips like {@link describeWithOracle}. */
export const describeWithShellcheck = (fn: (program: string) => void): void => {
  describeWith('with shellcheck', findOracle('shellcheck'), missing('shellcheck'), fn)
}

/** A suite that needs a file of the shared reference data; `fn` gets its absolute path. Skips like {@link describeWithOracle}. */
export const describeWithShared = (path: string, fn: (file: string) => void): void => {
  describeWith(`against ${path}`, findShared(path), missing(path), fn)
}

const describeWith = (title: string, found: string | undefined, why: string, fn: (found: string) => void): void => {
  if (found !== undefined) return void describe(title, () => fn(found))
  if (process.env['GEN_DOCKERFILE_REQUIRE_ORACLE']) throw new Error(why)
  console.warn(`skipped: ${why}`)
  describe.skip(title, () => {})
}

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { runShellcheck } from '../../../src/cli/shellcheck.js'
import { hadolintFindings, hadolintScripts } from '../../../src/linter/compat/hadolint.js'
import { describeWithShared, describeWithShellcheck } from '../../support/oracle.js'

describeWithShellcheck((program) => {
  describeWithShared('corpus/expected.json', (path) => {
    const expected: Readonly<Record<string, { readonly hadolint?: readonly string[] }>> = JSON.parse(
      readFileSync(path, 'utf8'),
    )

    it('passes on exactly the findings of ShellCheck that hadolint does', { timeout: 300_000 }, async () => {
      const files = Object.entries(expected).map(([name, { hadolint = [] }]) => {
        const text = readFileSync(join(dirname(path), name), 'utf8')
        return { name, text, wanted: hadolint.filter((each) => each.startsWith('SC')), scripts: hadolintScripts(text) }
      })
      const comments = await runShellcheck(
        program,
        files.flatMap(({ scripts }) => scripts),
      )
      let start = 0
      const different = files.flatMap(({ name, text, wanted, scripts }) => {
        const shellcheck = comments.slice(start, (start += scripts.length))
        const ours = hadolintFindings(text, { file: name, shellcheck })
          .filter(({ code }) => code.startsWith('SC'))
          .map(({ code, line }) => `${code}:${line}`)
        return ours.toSorted().join() === wanted.toSorted().join() ? [] : [{ name, ours, wanted }]
      })
      expect(different).toEqual([])
      expect(files.flatMap(({ wanted }) => wanted).length).toBeGreaterThan(100)
    })
  })
})

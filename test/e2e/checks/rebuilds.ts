import { expect } from 'vitest'
import { addressOf } from '../support/package-index.js'
import { imageName } from '../support/build.js'
import { answerOf, withContainer } from '../support/container.js'
import { ranOf, type Step } from '../support/progress.js'
import { loopbackReachable } from '../support/loopback.js'
import { hardened } from './runs.js'
import type { Check } from './check.js'

/** Steps that install: their layers must outlive an edit of the sources. */
const installs =
  /\bRUN\b.*\b(?:npm (?:ci|install|prune)|(?:pnpm|yarn|bun) (?:install|prune)|yarn\b.*install|pip\b.* install|uv (?:sync|venv|pip)|(?:poetry|pdm|pipenv) install|go mod download|cargo (?:fetch|chef)|apt-get|apk add)\b/

/** After an edit of the sources only the sources are built again, and the edit is in the image. */
export const outlivesEdit: Check = {
  title: 'repeats no dependency step after a source edit',
  run: async (subject) => {
    const { edit, port, projectStep, notAgain, name, layered = false } = subject.case
    await subject.first()
    const context = await subject.stage({ edited: true })
    const request = { target: 'runtime', image: imageName(name, 'edited') }
    const { steps, image, bytes } = await subject.counted(context, request)
    const ran = ranOf(steps)
    expect(ran).not.toEqual([])
    expect(ran.filter((step) => installs.test(step) && !projectStep?.test(step))).toEqual([])
    const log = steps
      .filter((step) => step.ran)
      .map((step) => step.log)
      .join('')
    if (notAgain !== undefined) expect(log).not.toMatch(notAgain)
    if (layered && bytes !== undefined) expect(bytes, 'bytes downloaded').toBe(0)
    await withContainer({ image, port, options: hardened }, async (container) => {
      expect(await answerOf(container, subject.case.path, 60)).toMatch(edit.answer)
    })
    const downloaded = bytes === undefined ? 'downloads not counted' : `${(bytes / 1e3).toFixed(0)} kB downloaded`
    return `${ran.length} of ${steps.length} steps, ${downloaded}`
  },
}

/** Steps that may download, the compiler's among them. */
const downloads = new RegExp(`${installs.source}|\\bRUN\\b.*\\bcargo build\\b`)

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

/** The name of a step without its place among the others. */
const commandOf = ({ name }: Step): string => name.replace(/^\[(\S+)[^\]]*\]/, '$1')

/** Whether the index says how long its files may be kept; pip keeps nothing that comes without. */
const hasCacheHeaders = async (index: string): Promise<boolean> => {
  const page = await (await fetch(index)).text()
  const file = /href="([^"#]+\.whl)/.exec(page)?.[1] ?? index
  const { headers } = await fetch(new URL(file, index), { method: 'HEAD' })
  return headers.has('cache-control') || headers.has('etag')
}

/** A new dependency is all that is downloaded when it is added. */
export const keepsDownloads: Check = {
  title: 'takes downloads from the cache mount after a dependency was added',
  applies: ({ layered = false }) => !layered,
  run: async (subject) => {
    const { keptByHeaders } = subject.case
    const first = await subject.first()
    const context = await subject.stage({ added: true })
    const { steps, bytesOf } = await subject.counted(context, { target: 'runtime' })
    const again = steps.filter((step) => step.ran && downloads.test(step.name))
    expect(again).not.toEqual([])
    if (!(await loopbackReachable())) return 'downloads not counted: the steps of this builder do not reach 127.0.0.1'
    if (keptByHeaders !== undefined && !(await hasCacheHeaders(await addressOf(keptByHeaders)))) {
      return 'downloads not compared: this package index does not say how long its files may be kept'
    }
    const names = new Set(again.map(commandOf))
    const all = sumOf(first.steps.filter((step) => names.has(commandOf(step))).map(first.bytesOf))
    const some = sumOf(again.map(bytesOf))
    // Without this the comparison could not fail.
    expect(all, 'bytes of the first build').toBeGreaterThan(10_000)
    expect(some, `bytes, of ${all} of the first build`).toBeLessThan(all / 2)
    return `${(some / 1e3).toFixed(0)} kB of ${(all / 1e3).toFixed(0)} kB`
  },
}

import { afterAll, describe, it } from 'vitest'
import { buildsEveryTarget, buildsFromCache, buildsFromNothing } from './checks/builds.js'
import type { Check } from './checks/check.js'
import { holdsOnlyTheService } from './checks/contents.js'
import { keepsDownloads, outlivesEdit } from './checks/rebuilds.js'
import { reproducible } from './checks/reproducible.js'
import { develops, hasShell, healthy, runs } from './checks/runs.js'
import { silent } from './checks/silent.js'
import { MissingBase } from './support/build.js'
import type { Case } from './support/case.js'
import { selection } from './support/selection.js'
import { subjectOf } from './support/subject.js'

/** What is true of every image that a preset makes. The first one builds; without it the others cannot be. */
const checks: readonly Check[] = [
  buildsFromNothing,
  buildsEveryTarget,
  silent,
  runs,
  healthy,
  hasShell,
  develops,
  holdsOnlyTheService,
  buildsFromCache,
  outlivesEdit,
  keepsDownloads,
  reproducible,
]

/** Runs every check on the cases that are selected, one after the other; files of cases run beside each other. */
export const suite = async (cases: readonly Case[]): Promise<void> => {
  for (const each of cases.filter(({ name, quick }) => selection.includes(name, quick))) {
    describe(each.name, async () => {
      const subject = await subjectOf(each)
      afterAll(() => subject.dispose())
      let missing: string | undefined
      let broken = false
      for (const { title, applies = () => true, run } of checks) {
        if (!applies(each)) continue
        it(title, async (context) => {
          if (missing !== undefined) context.skip(missing)
          if (broken) context.skip('it was not built')
          try {
            const said = await run(subject)
            if (typeof said === 'string' && said !== '') await context.annotate(said)
          } catch (error) {
            if (error instanceof MissingBase) context.skip((missing = error.message))
            if (run === buildsFromNothing.run) broken = true
            throw error
          }
        })
      }
    })
  }
}

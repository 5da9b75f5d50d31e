import { expect } from 'vitest'
import { checkBuild } from '../support/build.js'
import type { Check } from './check.js'

/** BuildKit's own checks find nothing in any target. */
export const silent: Check = {
  title: 'is silent under docker buildx build --check',
  run: async (subject) => {
    const { context } = await subject.first()
    for (const target of ['dev', 'debug', 'runtime']) {
      expect(await checkBuild({ context, target, args: await subject.options() }), target).toBe('')
    }
  },
}

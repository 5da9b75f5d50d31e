import { describe, expect, it } from 'vitest'
import { distinctProblems } from '../../src/generate/distinct-problems.js'
import type { Diagnostic } from '../../src/model/diagnostic.js'

const found = (rule: string, file: string, line = 1): Diagnostic => ({
  rule,
  codes: [],
  severity: 'warning',
  message: 'm',
  file,
  origin: { file, line },
})

describe('distinctProblems', () => {
  it('tells what is wrong with a file of the repository once for all services', () => {
    const first = found('project-unlocked', 'Cargo.toml')
    const others = [found('project-unlocked', 'other/Cargo.toml'), found('project-unlocked', 'Cargo.toml', 2)]
    expect(distinctProblems([first, found('project-unlocked', 'Cargo.toml'), ...others])).toEqual([first, ...others])
  })

  it('keeps findings about a Dockerfile, which are each of its own instruction', () => {
    const twice = [found('unpinned-packages', 'Dockerfile'), found('unpinned-packages', 'Dockerfile')]
    expect(distinctProblems(twice)).toEqual(twice)
  })
})

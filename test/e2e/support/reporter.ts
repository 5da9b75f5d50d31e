import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

interface Row {
  readonly name: string
  readonly seconds: number
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
}

const noteOf = (test: TestCase): string | undefined => {
  const result = test.result()
  return result.state === 'skipped' ? (result.note ?? '') : undefined
}

const rowOf = (suite: TestSuite): Row => {
  const tests = [...suite.children.allTests()]
  const notes = tests.map(noteOf).filter((note) => note !== undefined)
  return {
    name: suite.name,
    seconds: tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0) / 1000,
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: tests.filter((test) => test.result().state === 'failed').length,
    skipped: [...new Set(notes.filter((note) => note !== ''))],
  }
}

const line = ({ name, seconds, passed, failed, skipped }: Row, width: number): string =>
  [
    `  ${name.padEnd(width)}`,
    `${seconds.toFixed(1).padStart(7)} s`,
    `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`,
    ...(skipped.length > 0 ? [`not run: ${skipped.join('; ')}`] : []),
  ].join('  ')

/** Tells what each case took and what could not be run, before the summary of the test runner. */
export const caseTable = {
  onTestRunEnd: (modules: readonly TestModule[]) => {
    const rows = modules.flatMap((module) => [...module.children.suites()].map(rowOf))
    const width = Math.max(0, ...rows.map(({ name }) => name.length))
    if (rows.length > 0) console.log(`\n Cases\n${rows.map((row) => line(row, width)).join('\n')}\n`)
  },
} satisfies Reporter

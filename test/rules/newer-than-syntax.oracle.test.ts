import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeWithShared } from '../support/oracle.js'
import { linesOf } from './support/table.js'

interface Matrix {
  readonly dockerfiles: Readonly<Record<string, string>>
  /** The first version by feature: `1.4.0`, `1.20.0 (1.7.0-labs)`, `labs only (1.14.0-labs)`. */
  readonly effective: Readonly<Record<string, string>>
  readonly versions: Readonly<Record<string, unknown>>
}

const minorOf = (version: string): number => Number(version.split('.')[1])

/** The first minor versions of the stable and of the labs channel that know a feature. */
const firstOf = (name: string, effective: string): { readonly stable: number; readonly labs: number } => {
  const stable = /^(\d+\.\d+)/.exec(effective)?.[1]
  const labs = /(1\.\d+)(?:\.\d+)?-labs|labs (?:since )?(1\.\d+)/.exec(effective)
  const first = stable === undefined ? Infinity : minorOf(stable)
  // The labs channel had heredocs one version earlier: its parser takes them, which the column does not mention.
  if (labs === null) return { stable: first, labs: name.includes('heredoc') ? first - 1 : first }
  return { stable: first, labs: minorOf(labs[1] ?? labs[2] ?? '') }
}

/** What says nothing certain of a version, or cannot stand in a file of one instruction. */
const leftOut = ['tmpfs size=', 'inline "# check=skip=" comment', '# check= directive']

describeWithShared('conformance/syntax-version-matrix.json', (file) => {
  const matrix: Matrix = JSON.parse(readFileSync(file, 'utf8'))
  const features = Object.entries(matrix.effective).filter(
    ([name]) => !leftOut.includes(name) && matrix.dockerfiles[name] !== undefined,
  )

  it('has features to try', () => expect(features.length).toBeGreaterThan(20))

  it.each(features)('knows in which versions %s is missing', (name, effective) => {
    const { stable, labs } = firstOf(name, effective)
    const reported = Object.keys(matrix.versions).filter((version) => {
      const text = `# syntax=docker/dockerfile:${version}\n${matrix.dockerfiles[name] ?? ''}`
      return linesOf('newer-than-syntax', text).length > 0
    })
    const expected = Object.keys(matrix.versions).filter(
      (version) => minorOf(version) < (version.endsWith('-labs') ? labs : stable),
    )
    expect(reported).toEqual(expected)
  })
})

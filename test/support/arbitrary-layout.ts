import * as fc from 'fast-check'
import type { LayoutLine } from '../../src/model/command.js'
import { nastyLine } from './arbitrary-text.js'

/** A way to spread a text over lines, with comments between; `undefined` for one line. */
export const arbitraryLayout = (text: string): fc.Arbitrary<readonly LayoutLine[] | undefined> => {
  const cuts = fc.array(fc.record({ at: fc.nat(text.length), comment: fc.option(nastyLine, { nil: undefined }) }), {
    maxLength: 4,
  })
  const spread = fc.record({ cuts, indent: fc.constantFrom('', '  ', '\t') }).map(({ cuts: list, indent }) => {
    const layout: LayoutLine[] = []
    let done = 0
    for (const { at, comment } of list.toSorted((left, right) => left.at - right.at)) {
      layout.push({ kind: 'code', text: (done === 0 ? indent : '') + text.slice(done, at) })
      if (comment !== undefined) layout.push({ kind: 'comment', text: comment })
      done = at
    }
    layout.push({ kind: 'code', text: text.slice(done) })
    return layout
  })
  return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: spread })
}

import { goCases, rustCases } from '../cases/compiled.js'
import { exampleCases } from '../cases/examples.js'
import { moreCases } from '../cases/more.js'
import { nodeCases } from '../cases/node.js'
import { pythonCases } from '../cases/python.js'

/** A case as it is chosen on the command line. */
export interface Named {
  readonly name: string
  /** Whether it is run without `--all`. */
  readonly quick: boolean
  /** The file that runs it. */
  readonly file: string
}

const rows: Readonly<Record<string, readonly { readonly name: string; readonly quick: boolean }[]>> = {
  'node.e2e.ts': nodeCases,
  'python.e2e.ts': pythonCases,
  'go.e2e.ts': goCases,
  'rust.e2e.ts': rustCases,
  'examples.e2e.ts': exampleCases,
}

/** Every case there is. */
export const caseNames: readonly Named[] = Object.entries(rows)
  .flatMap(([file, cases]) => cases.map(({ name, quick }) => ({ name, quick, file })))
  .concat(moreCases.map(({ name, quick }) => ({ name, quick, file: `${name}.e2e.ts` })))

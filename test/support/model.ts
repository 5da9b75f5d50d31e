import type { Command, LayoutLine } from '../../src/model/command.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import type { FromInstruction, StageInstruction } from '../../src/model/instruction.js'

/** What every instruction has, where nothing is said about it. */
export const plain = { flags: [], comments: [] } as const

/** A command in shell form; of several lines it has a layout, in which a line with `#` is a comment. */
export const shell = (...lines: readonly string[]): Command => {
  const layout = lines.map((line): LayoutLine =>
    line.startsWith('#') ? { kind: 'comment', text: line.slice(2) } : { kind: 'code', text: line },
  )
  const text = layout
    .map((row) => (row.kind === 'code' ? row.text : ''))
    .join('')
    .trim()
  return { form: 'shell', text, ...(lines.length > 1 ? { layout } : {}) }
}

/** A document of one stage. */
export const documentOf = (
  instructions: readonly StageInstruction[],
  rest: Partial<DockerfileDocument> & { readonly from?: Partial<FromInstruction> } = {},
): DockerfileDocument => {
  const { from, ...others } = rest
  return {
    kind: 'document',
    directives: { escape: '\\' },
    header: [],
    args: [],
    trailer: [],
    stages: [{ from: { ...plain, kind: 'from', image: 'a', ...from }, instructions }],
    ...others,
  }
}

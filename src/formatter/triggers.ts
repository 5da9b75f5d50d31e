import type { EscapeCharacter } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'
import { layoutOf } from '../parser/layout.js'
import type { SourceInstruction } from '../parser/syntax-tree.js'
import { trimmedEnd } from '../words/characters.js'
import type { PrintedInstruction } from '../renderer/body.js'
import { printInstruction } from '../renderer/printers.js'

/**
 * Prints ONBUILD with the text behind it as it is written, blanks at its end included, since the image keeps that text for the builds that start from
 * it; `undefined` for all other instructions.
 */
export const triggerPrinter =
  (sources: ReadonlyMap<Instruction, SourceInstruction>, escape: EscapeCharacter) =>
  (instruction: Instruction): PrintedInstruction | undefined => {
    const source = instruction.kind === 'onbuild' ? sources.get(instruction) : undefined
    const [text] = source?.node.args ?? []
    if (source === undefined || text === undefined || source.flags.length > 0) return undefined
    const { layout, commentsBefore = [] } = layoutOf(text, source.node.original, source.lines) ?? {}
    // Blanks mean as much in it as in a command.
    const command = { form: 'shell', text, ...(layout === undefined ? {} : { layout }) } as const
    const { comments } = instruction
    const like = { kind: 'run', flags: [], comments, innerComments: commentsBefore, command, heredocs: [] } as const
    const printed = printInstruction(like, escape)
    const blanksBehind = source.node.original.slice(trimmedEnd(source.node.original))
    return { above: printed.above, text: `ONBUILD${printed.text.slice('RUN'.length)}${blanksBehind}` }
  }

import { parseInstruction } from '../../parser/parse-instruction.js'
import { refuse } from '../refuse.js'
import { lowerOnce, type Step } from '../step.js'

/** Instructions given as text. */
export const rawStep = (text: string): Step => ({
  references: [],
  lower: lowerOnce(({ escape }) => {
    const parsed = parseInstruction(text, escape)
    if ('message' in parsed) {
      return refuse(
        'invalid-raw',
        `The text of raw() is not an instruction of a stage: line ${parsed.line}: ${parsed.message}.`,
        'It takes what may stand below a FROM; stages are made with `stage(…)`.',
      )
    }
    return parsed
  }),
})

import type { Text } from '../literal.js'
import { simpleStep, type LowerContext, type Step } from '../step.js'
import { checkVariableName } from '../values.js'
import { encodeValue } from '../words.js'
import type { ArgDeclaration } from '../../model/instruction.js'

/** One declaration `NAME` or `NAME=default`. */
export const argDeclaration = (
  name: string,
  value: Text | undefined,
  context: Pick<LowerContext, 'escape'>,
): ArgDeclaration => ({
  name: checkVariableName(name, 'The build argument'),
  ...(value === undefined ? {} : { value: encodeValue(value, context.escape, `The default of \`${name}\``) }),
})

/** `ARG NAME[=default]` */
export const argStep = (name: string, value: Text | undefined): Step =>
  simpleStep((context) => ({ kind: 'arg', flags: [], args: [argDeclaration(name, value, context)] }))

import { refuse } from '../../builders/refuse.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import type { NodeOptions } from './options.js'
import type { Start } from './start.js'

/** Something that the build writes, and where the image has it; both relative to `/app`. */
export interface Output {
  readonly from: string
  readonly to: string
}

const inPlace = (path: string): Output => ({ from: path, to: `./${path}` })

/** What the build writes: the option, else what the build tool is configured to write. */
export const outputsOf = (node: NodeFacts, options: NodeOptions, start: Start): readonly Output[] => {
  if (options.output) return options.output.map(inPlace)
  const { next } = node
  if (next) {
    const files = next.hasPublic ? [inPlace('public')] : []
    return next.output === 'standalone'
      ? [{ from: '.next/standalone', to: './' }, { from: '.next/static', to: './.next/static' }, ...files]
      : [inPlace('.next'), ...files, ...(next.config === undefined ? [] : [inPlace(next.config)])]
  }
  const output = node.build?.output ?? start.file?.split('/')[0]
  if (
    output === undefined ||
    (start.file !== undefined && !start.file.includes('/') && node.build?.output === undefined)
  ) {
    return refuse(
      'unknown-build-output',
      `nodeProdDeps() does not know where \`${node.build?.command ?? 'the build'}\` writes.`,
      "Say so: `nodeProdDeps({ output: ['dist'] })`.",
    )
  }
  const entry = start.file
  return entry === undefined || entry.startsWith(`${output}/`) ? [inPlace(output)] : [inPlace(output), inPlace(entry)]
}

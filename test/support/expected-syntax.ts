import type { Command } from '../../src/model/command.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import type { Heredoc } from '../../src/model/heredoc.js'
import type { Instruction } from '../../src/model/instruction.js'

/** An instruction as BuildKit's parser is expected to read it. */
export interface ExpectedNode {
  readonly keyword: string
  readonly flags: readonly string[]
  readonly words: readonly string[]
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
  readonly inner?: ExpectedNode
}

interface Arguments {
  readonly words: readonly string[]
  readonly json?: boolean
  readonly heredocs?: readonly Heredoc[]
  readonly inner?: ExpectedNode
}

const wordsOf = (command: Command): Arguments =>
  command.form === 'exec' ? { words: command.args, json: true } : { words: [command.text] }

const argumentsOf = (instruction: Instruction): Arguments => {
  switch (instruction.kind) {
    case 'from':
      return { words: [instruction.image, ...(instruction.as === undefined ? [] : ['AS', instruction.as])] }
    case 'arg':
      return { words: instruction.args.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)) }
    case 'env':
    case 'label':
      return {
        words: instruction.pairs.flatMap(({ name, value, separator }) => [name, value, separator === '=' ? '=' : '']),
      }
    case 'workdir':
      return { words: [instruction.path] }
    case 'user':
      return { words: [instruction.user] }
    case 'stopsignal':
      return { words: [instruction.signal] }
    case 'maintainer':
      return { words: [instruction.name] }
    case 'expose':
      return { words: instruction.ports }
    case 'volume':
      return { words: instruction.paths, json: instruction.json }
    case 'copy':
    case 'add':
      return { words: instruction.words, json: instruction.json, heredocs: instruction.heredocs }
    case 'run':
      return { ...wordsOf(instruction.command), heredocs: instruction.heredocs }
    case 'cmd':
    case 'entrypoint':
      return wordsOf(instruction.command)
    case 'shell':
      return { words: instruction.args, json: true }
    case 'healthcheck': {
      if (instruction.command === undefined) return { words: ['NONE'] }
      const { words, ...rest } = wordsOf(instruction.command)
      return { words: ['CMD', ...words], ...rest }
    }
    case 'onbuild': {
      const { heredocs, ...inner } = expectedNode(instruction.instruction)
      return { words: [''], heredocs, inner: { ...inner, heredocs: [] } }
    }
  }
}

/** How BuildKit is expected to read an instruction of the model. */
export const expectedNode = (instruction: Instruction): ExpectedNode => ({
  keyword: instruction.kind,
  flags: instruction.flags.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
  json: false,
  heredocs: [],
  ...argumentsOf(instruction),
})

/** How BuildKit is expected to read a document. */
export const expectedSyntax = ({ args, stages }: DockerfileDocument): readonly ExpectedNode[] =>
  [...args, ...stages.flatMap(({ from, instructions }) => [from, ...instructions])].map(expectedNode)

/** A node of bk-oracle's `parse`. */
export interface OracleNode {
  readonly value: string
  readonly flags?: readonly string[]
  readonly args?: readonly { readonly value: string; readonly children?: readonly OracleNode[] }[]
  readonly attributes?: { readonly json?: boolean }
  readonly heredocs?: readonly (Omit<Heredoc, 'fd'> & { readonly fd?: number })[]
}

/** A node of bk-oracle in the same shape. */
export const nodeOfOracle = (node: OracleNode): ExpectedNode => {
  const child = node.args?.[0]?.children?.[0]
  return {
    keyword: node.value.toLowerCase(),
    flags: node.flags ?? [],
    words: node.args?.map(({ value }) => value) ?? [],
    json: node.attributes?.json === true,
    heredocs:
      node.heredocs?.map(({ name, content, expand, chomp, fd = 0 }) => ({ name, content, expand, chomp, fd })) ?? [],
    ...(child === undefined ? {} : { inner: nodeOfOracle(child) }),
  }
}

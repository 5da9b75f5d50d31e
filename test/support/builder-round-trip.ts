import fc from 'fast-check'
import { expect } from 'vitest'
import { dockerfile, GenDockerfileError, render } from '../../src/index.js'
import { document, start, variables, type Call, type Expected } from './arbitrary-calls.js'
import type { Oracle } from './oracle-process.js'

/** A document as calls of the builders. */
export interface BuiltCase {
  readonly escape: '\\' | '`'
  readonly stages: readonly (readonly Call[])[]
}

/** A rendered case: the text, and what BuildKit must read. */
interface Rendered {
  readonly text: string
  readonly escape: '\\' | '`'
  readonly expected: readonly (readonly Expected[])[]
}

/** The value, or the code of our own refusal; any other error is a defect. */
const attempt = <Value>(action: () => Value): Value | { readonly refused: string } => {
  try {
    return action()
  } catch (error) {
    if (error instanceof GenDockerfileError) return { refused: error.code }
    throw error
  }
}

const renderStages = (stages: BuiltCase['stages'], escape: BuiltCase['escape']): string =>
  render(
    dockerfile({
      targets: stages.map((calls, index) => calls.reduce((s, { apply }) => apply(s), start(`s${index}`))),
      escape,
    }),
  )

/** Builds a case from the calls that are accepted one by one; `refused` counts the others by code. */
const build = ({ escape, stages }: BuiltCase, refused: Map<string, number>): Rendered => {
  const accepted = stages.map((calls) =>
    calls.filter((call) => {
      const alone = attempt(() => renderStages([[call]], escape))
      if (typeof alone !== 'string') refused.set(alone.refused, (refused.get(alone.refused) ?? 0) + 1)
      return typeof alone === 'string'
    }),
  )
  return {
    text: renderStages(accepted, escape),
    escape,
    expected: accepted.map((calls) => calls.flatMap((each) => each.expected)),
  }
}

/** An instruction as BuildKit's `instructions` mode tells it. */
interface Command {
  readonly _name: string
  readonly [field: string]: unknown
}

interface Node {
  readonly value: string
  readonly flags?: readonly string[]
}

interface Instructions {
  readonly 'parse-normalized'?: { readonly ast: readonly Node[] }
  readonly instructions?: { readonly stages?: readonly { readonly Commands: readonly Command[] | null }[] }
  readonly error?: string
}

const wordFields: Readonly<Record<string, readonly string[]>> = {
  WORKDIR: ['Path'],
  USER: ['User'],
  VOLUME: ['Volumes'],
  COPY: ['SourcePaths', 'DestPath', 'Chown'],
}

/** All words of a reply that Docker expands, with a way to put the expansion in their place. */
const wordsOf = (command: Command): readonly string[] => {
  const words = (wordFields[command._name] ?? []).flatMap((field) => (command[field] as string | string[] | null) ?? [])
  const pairs = ['Env', 'Labels', 'Args'].flatMap(
    (field) => (command[field] as { Key: string; Value?: string | null }[] | undefined) ?? [],
  )
  return [
    ...words,
    ...pairs.flatMap(({ Key, Value }) => (Value === undefined || Value === null ? [Key] : [Key, Value])),
  ]
}

const expandFields = (command: Command, expand: (word: string) => string): Record<string, unknown> => {
  const result: Record<string, unknown> = { ...command }
  for (const field of wordFields[command._name] ?? []) {
    const value = command[field]
    result[field] = Array.isArray(value) ? value.map((word) => expand(String(word))) : expand(String(value ?? ''))
  }
  for (const field of ['Env', 'Labels', 'Args']) {
    const values = command[field] as ({ Key: string; Value?: string | null } & Record<string, unknown>)[] | undefined
    if (!values) continue
    result[field] = values.map(({ DocComment: _, Key, Value, ...rest }) => ({
      ...rest,
      Key: expand(Key),
      ...(Value === undefined || Value === null ? {} : { Value: expand(Value) }),
    }))
  }
  return result
}

/** The fields of a `--mount` flag, which is a line of CSV. */
const csvFields = (flag: string): readonly string[] =>
  [...flag.replace(/^--mount=/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

const mountsOf = (reply: Instructions): readonly (readonly string[])[] =>
  (reply['parse-normalized']?.ast ?? [])
    .filter((node) => node.value === 'run')
    .map((node) => (node.flags ?? []).flatMap(csvFields))

/** Asks BuildKit to read the texts and compares what it read, word by word, with what the callers said. */
const verify = async (oracle: Oracle, cases: readonly Rendered[]): Promise<void> => {
  const replies = (await oracle.request(
    cases.map(({ text }) => ({ dockerfile: text, modes: ['instructions', 'parse-normalized'] })),
  )) as unknown as readonly Instructions[]
  const envs = Object.entries(variables).map(([key, value]) => `${key}=${value}`)
  const words = replies.map((reply) => [
    ...new Set([
      ...(reply.instructions?.stages ?? []).flatMap((s) => (s.Commands ?? []).flatMap(wordsOf)),
      ...mountsOf(reply).flat(),
    ]),
  ])
  const expansions = (await oracle.request(
    words.map((list, index) => ({
      dockerfile: 'FROM a\n',
      modes: ['shlex'],
      words: list,
      env: envs,
      attrs: { escape: cases[index]?.escape ?? '\\' },
    })),
  )) as unknown as readonly {
    readonly shlex?: readonly { readonly word: string; readonly result?: string; readonly error?: string }[]
  }[]
  cases.forEach(({ text, expected }, index) => {
    const reply = replies[index]
    const stages = reply?.instructions?.stages
    expect(stages, `${JSON.stringify(reply)}\n${text}`).toHaveLength(expected.length)
    const table = new Map(
      (expansions[index]?.shlex ?? []).map(({ word, result, error }) => [word, result ?? `error: ${error ?? ''}`]),
    )
    const mounts = mountsOf(reply ?? {}).map((fields) => fields.map((word) => table.get(word) ?? word))
    let runs = 0
    stages?.forEach((actual, stageIndex) => {
      const commands = actual.Commands ?? []
      const wanted = expected[stageIndex] ?? []
      expect(
        commands.map((command) => command._name),
        text,
      ).toEqual(wanted.map((each) => each.name))
      commands.forEach((command, at) => {
        const fields = wanted[at]?.fields ?? {}
        const read = expandFields(command, (word) => table.get(word) ?? word)
        const { mountFields, inner, ...plain } = fields
        expect(read, text).toMatchObject(plain)
        const fieldsOfMount = command._name === 'RUN' ? mounts[runs++] : undefined
        for (const field of (mountFields as string[] | undefined) ?? []) expect(fieldsOfMount, text).toContain(field)
        if (inner !== undefined)
          expect(JSON.parse(String(command['Expression']).replace(/^RUN /, '')), text).toEqual(inner)
      })
    })
  })
}

/** How a run went: calls that were accepted, and refusals by code. */
export interface RoundTripSummary {
  readonly accepted: number
  readonly refused: ReadonlyMap<string, number>
}

/** Makes, renders and verifies documents of arbitrary calls. */
export const roundTrip = async (oracle: Oracle, count: number, seed: number): Promise<RoundTripSummary> => {
  const refused = new Map<string, number>()
  let accepted = 0
  const batch = 1000
  for (let done = 0; done < count; done += batch) {
    const cases = fc.sample(document, { numRuns: Math.min(batch, count - done), seed: seed + done })
    const rendered = cases.map((each) => build(each, refused))
    await verify(oracle, rendered)
    accepted += rendered.reduce((sum, each) => sum + each.expected.flat().length, 0)
  }
  return { accepted, refused }
}

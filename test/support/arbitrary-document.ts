import * as fc from 'fast-check'
import type { Command } from '../../src/model/command.js'
import type { DockerfileDocument, EscapeCharacter } from '../../src/model/document.js'
import type { Flag } from '../../src/model/flag.js'
import type { Heredoc } from '../../src/model/heredoc.js'
import type {
  ArgInstruction,
  FromInstruction,
  InstructionBase,
  KeyValue,
  StageInstruction,
} from '../../src/model/instruction.js'
import { arbitraryLayout } from './arbitrary-layout.js'
import { chompedName, heredocNames, nastyLine, nastyText, nastyWord, plainWord, tidy } from './arbitrary-text.js'

/** Characters beyond ASCII as BuildKit reads them in flags: each byte of their UTF-8 is a character. */
const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))

const flagValue = fc.oneof(plainWord, nastyText.map(bytesOf))

const flagNames = {
  from: ['platform'],
  run: ['mount', 'network', 'security'],
  copy: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  add: ['chown', 'chmod', 'link', 'checksum', 'keep-git-dir', 'unpack', 'exclude'],
} as const

const flagsOf = (kind: keyof typeof flagNames): fc.Arbitrary<readonly Flag[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ name: fc.constantFrom(...flagNames[kind]), value: flagValue }) },
      { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...flagNames[kind]) }) },
    ),
    { maxLength: 3 },
  )

const healthFlags: fc.Arbitrary<readonly Flag[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('interval', 'timeout', 'start-period', 'start-interval', 'retries'),
    value: flagValue,
  }),
  { maxLength: 3, selector: ({ name }) => name },
)

const comments = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly string[]>([]) },
  { weight: 1, arbitrary: fc.array(nastyLine, { maxLength: 3 }) },
)

const base: fc.Arbitrary<InstructionBase> = fc
  .record({
    comments,
    innerComments: comments,
    blankAbove: fc.boolean(),
    detachedComments: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(comments) }),
  })
  .map((parts) => ({ flags: [], ...parts }))

const bare: fc.Arbitrary<InstructionBase> = base.map(({ innerComments = [] }) => ({
  flags: [],
  comments: [],
  innerComments,
}))

const quoted = (escape: EscapeCharacter) =>
  fc.oneof(
    plainWord,
    nastyText.map((text) => `"${text.replace(/["\\`]/g, (character) => escape + character)}"`),
    nastyText.map((text) => `'${text.replaceAll("'", '')}'`),
    nastyText.map((text) => text.replace(/[\s\u0085"'\\`]/g, (character) => escape + character)),
  )

const pairs = (escape: EscapeCharacter): fc.Arbitrary<readonly KeyValue[]> =>
  fc.oneof(
    fc.array(fc.record({ name: plainWord, value: quoted(escape), separator: fc.constant('=' as const) }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc
      .record({
        name: plainWord,
        value: nastyText.map((text) => tidy(text, escape)),
        separator: fc.constant(' ' as const),
      })
      .map((pair) => [pair]),
  )

const shellCommand = (escape: EscapeCharacter, text: fc.Arbitrary<string>): fc.Arbitrary<Command> =>
  text
    .map((each) => tidy(each, escape))
    .chain((each) =>
      arbitraryLayout(each).map((layout) => ({ form: 'shell', text: each, ...(layout ? { layout } : {}) })),
    )

const execCommand: fc.Arbitrary<Command> = fc
  .array(nastyText, { minLength: 1, maxLength: 4 })
  .map((args) => ({ form: 'exec', args }))

const command = (escape: EscapeCharacter) => fc.oneof(shellCommand(escape, nastyText), execCommand)

interface Announced {
  readonly heredoc: Heredoc
  readonly word: string
}

const announced: fc.Arbitrary<Announced> = fc
  .record({
    name: heredocNames,
    content: fc.array(nastyLine, { maxLength: 4 }),
    quote: fc.constantFrom('', '"', "'"),
    chomp: fc.boolean(),
    fd: fc.constantFrom(0, 0, 3),
  })
  .map(({ name, content, quote, chomp, fd }) => {
    const lines = content.filter((line) => chompedName(line) !== name)
    const mark = quote === '' && name.includes(' ') ? '"' : quote
    return {
      heredoc: { name, content: lines.map((line) => `${line}\n`).join(''), expand: mark === '', chomp, fd },
      word: `${fd === 0 ? '' : fd}<<${chomp ? '-' : ''}${mark}${name}${mark}`,
    }
  })

const heredocList = fc.array(announced, { minLength: 1, maxLength: 3 })

const heredocRun = (escape: EscapeCharacter) =>
  fc
    .record({ list: heredocList, words: fc.array(plainWord, { maxLength: 3 }), base, flags: flagsOf('run') })
    .chain((parts) =>
      shellCommand(escape, fc.constant([...parts.words, ...parts.list.map(({ word }) => word), 'x'].join(' '))).map(
        (each): StageInstruction => ({
          ...parts.base,
          kind: 'run',
          flags: parts.flags,
          command: each,
          heredocs: parts.list.map(({ heredoc }) => heredoc),
        }),
      ),
    )

const files = (kind: 'copy' | 'add'): fc.Arbitrary<StageInstruction> =>
  fc.oneof(
    fc
      .record({ base, flags: flagsOf(kind), words: fc.array(nastyWord, { minLength: 2, maxLength: 12 }) })
      .map((each) => ({ ...each.base, kind, flags: each.flags, words: each.words, json: false, heredocs: [] })),
    fc
      .record({ base, flags: flagsOf(kind), words: fc.array(nastyText, { maxLength: 12 }) })
      .map((each) => ({ ...each.base, kind, flags: each.flags, words: each.words, json: true, heredocs: [] })),
    fc.record({ base, flags: flagsOf(kind), list: heredocList, target: plainWord }).map((each) => {
      const list = each.list.filter(({ heredoc }) => !heredoc.name.includes(' '))
      return {
        ...each.base,
        kind,
        flags: each.flags,
        words: [...list.map(({ word }) => word), each.target],
        json: false,
        heredocs: list.map(({ heredoc }) => heredoc),
      }
    }),
  )

const text = (escape: EscapeCharacter) => nastyText.map((each) => tidy(each, escape))

/** Any instruction of a stage but ONBUILD. */
const simple = (escape: EscapeCharacter, own: fc.Arbitrary<InstructionBase>): fc.Arbitrary<StageInstruction> => {
  const words = fc.array(nastyWord, { minLength: 1, maxLength: 5 })
  return fc.oneof(
    fc
      .record({ own, args: declarations(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'arg', args: each.args })),
    fc
      .record({ own, pairs: pairs(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'env', pairs: each.pairs })),
    fc
      .record({ own, pairs: pairs(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'label', pairs: each.pairs })),
    fc
      .record({ own, path: text(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'workdir', path: each.path })),
    fc
      .record({ own, user: text(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'user', user: each.user })),
    fc
      .record({ own, signal: text(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'stopsignal', signal: each.signal })),
    fc
      .record({ own, name: text(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'maintainer', name: each.name })),
    fc.record({ own, command: command(escape), flags: flagsOf('run') }).map((each): StageInstruction => ({
      ...each.own,
      kind: 'run',
      flags: each.flags,
      command: each.command,
      heredocs: [],
    })),
    fc
      .record({ own, command: command(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'cmd', command: each.command })),
    fc
      .record({ own, command: command(escape) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'entrypoint', command: each.command })),
    fc
      .record({ own, command: fc.option(command(escape), { nil: undefined }), flags: healthFlags })
      .map((each): StageInstruction => ({
        ...each.own,
        kind: 'healthcheck',
        flags: each.command === undefined ? [] : each.flags,
        ...(each.command === undefined ? {} : { command: each.command }),
      })),
    fc
      .record({ own, ports: words })
      .map((each): StageInstruction => ({ ...each.own, kind: 'expose', ports: each.ports })),
    fc
      .record({ own, paths: words })
      .map((each): StageInstruction => ({ ...each.own, kind: 'volume', paths: each.paths, json: false })),
    fc
      .record({ own, paths: fc.array(nastyText, { maxLength: 3 }) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'volume', paths: each.paths, json: true })),
    fc
      .record({ own, args: fc.array(nastyText, { minLength: 1, maxLength: 3 }) })
      .map((each): StageInstruction => ({ ...each.own, kind: 'shell', args: each.args })),
    files('copy'),
    files('add'),
    heredocRun(escape),
  )
}

const declarations = (escape: EscapeCharacter) =>
  fc.array(
    fc.record({ name: plainWord, value: fc.option(quoted(escape), { nil: undefined }) }).map(({ name, value }) => ({
      name,
      ...(value === undefined ? {} : { value }),
    })),
    { minLength: 1, maxLength: 4 },
  )

const withoutComments = (instruction: StageInstruction): StageInstruction => {
  const { detachedComments: _detached, blankAbove: _blank, ...rest } = instruction
  return { ...rest, comments: [] }
}

const instruction = (escape: EscapeCharacter): fc.Arbitrary<StageInstruction> =>
  fc.oneof(
    { weight: 12, arbitrary: simple(escape, base) },
    {
      weight: 1,
      arbitrary: fc
        .record({ base, inner: simple(escape, bare) })
        .map(({ base: { innerComments: _inner, ...own }, inner }): StageInstruction => ({
          ...own,
          kind: 'onbuild',
          instruction: withoutComments(inner),
        })),
    },
  )

const from: fc.Arbitrary<FromInstruction> = fc
  .record({ base, flags: flagsOf('from'), image: nastyWord, as: fc.option(nastyWord, { nil: undefined }) })
  .map((each) => ({
    ...each.base,
    kind: 'from',
    flags: each.flags,
    image: each.image,
    ...(each.as === undefined ? {} : { as: each.as }),
  }))

const stage = (escape: EscapeCharacter) =>
  fc.record({ from, instructions: fc.array(instruction(escape), { maxLength: 5 }) })

const globalArg = (escape: EscapeCharacter): fc.Arbitrary<ArgInstruction> =>
  fc.record({ base, args: declarations(escape) }).map((each) => ({ ...each.base, kind: 'arg', args: each.args }))

const directiveValue = fc.option(plainWord, { nil: undefined })

/** A first group of comments is the header, so a document without one has no detached comments at its top. */
const withoutDetached = <Parts extends Pick<DockerfileDocument, 'args' | 'stages'>>(parts: Parts): Parts => {
  const { args, stages } = parts
  if (args[0] !== undefined) return { ...parts, args: [{ ...args[0], detachedComments: [] }, ...args.slice(1)] }
  const [first, ...others] = stages
  if (first === undefined) return parts
  return { ...parts, stages: [{ ...first, from: { ...first.from, detachedComments: [] } }, ...others] }
}

const documentWith = (escape: EscapeCharacter): fc.Arbitrary<DockerfileDocument> =>
  fc
    .record({
      syntax: directiveValue,
      check: directiveValue,
      header: comments,
      args: fc.array(globalArg(escape), { maxLength: 2 }),
      stages: fc.array(stage(escape), { minLength: 1, maxLength: 3 }),
      trailer: comments,
    })
    .map((parts) => (parts.header.length > 0 ? parts : withoutDetached(parts)))
    .map(({ syntax, check, ...rest }) => ({
      kind: 'document',
      directives: { escape, ...(syntax === undefined ? {} : { syntax }), ...(check === undefined ? {} : { check }) },
      ...rest,
    }))

/**
 * Documents with everything that the model can express, and strings that look like something else: flags, comments,
 * JSON, heredocs, continuations, white space of all kinds. The renderer refuses some of them.
 */
export const arbitraryDocument: fc.Arbitrary<DockerfileDocument> = fc.oneof(
  { weight: 3, arbitrary: documentWith('\\') },
  { weight: 1, arbitrary: documentWith('`') },
)

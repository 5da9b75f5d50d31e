import fc from 'fast-check'
import {
  bind,
  cache,
  heredoc,
  literal,
  script,
  secret,
  sh,
  ssh,
  stage,
  tmpfs,
  type StageBuilder,
  type Text,
} from '../../src/index.js'

/**
 * What a call of a builder method must come back as from BuildKit: its typed instruction, with every word expanded
 * under {@link variables}.
 */
export interface Expected {
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A call of a builder method and what it must come back as. */
export interface Call {
  readonly apply: (stage: StageBuilder) => StageBuilder
  readonly expected: readonly Expected[]
}

/** The variables that generated values refer to. */
export const variables: Readonly<Record<string, string>> = { ONE: 'first', TWO_2: 'se cond', _X: '"q"' }

const nasty = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 10 }) },
  {
    weight: 6,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ' ',
          '  ',
          '\t',
          '"',
          "'",
          '\\',
          '\\\\',
          '`',
          '$',
          '$$',
          '#',
          '# ',
          '=',
          '[',
          ']',
          '["a"]',
          '{',
          '}',
          ',',
          ':',
          '<<EOF',
          '<<',
          '\n',
          '\r',
          '\r\n',
          '\nRUN evil',
          '\nEOF\n',
          '\nUSER 0\n',
          '--from=x',
          '--',
          '&&',
          'a',
          'b/c',
          '.',
          '*',
          '?',
          '\u00a0',
          '\u0085',
          '\u2028',
          '\ufeff',
          'é',
          '日本',
          '😀',
          '\u0001',
          '\u007f',
          '${',
          '$(',
          'EOF',
          '\v',
          '\f',
          '!',
          '%',
          '@',
          '\\n',
          '\\\n',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  },
)

interface Value {
  readonly given: Text
  readonly expanded: string
}

const reference: fc.Arbitrary<Value> = fc
  .constantFrom(...Object.entries(variables))
  .chain(([name, value]) =>
    fc.constantFrom(`$${name}`, `\${${name}}`, `\${${name}:-none}`).map((given) => ({ given, expanded: value })),
  )

/** A text as a caller gives it, with references, and what Docker must make of it. */
const text: fc.Arbitrary<Value> = fc.oneof(
  nasty.map((value) => value.replaceAll('\0', '')).map((value): Value => ({ given: literal(value), expanded: value })),
  fc
    .array(
      fc.oneof(
        nasty.map((value) => value.replaceAll('$', '')).map((value): Value => ({ given: value, expanded: value })),
        reference,
      ),
      { maxLength: 3 },
    )
    .map((parts): Value => {
      // `$NAME` followed by a letter would be another name.
      const texts = parts.map((part) => String(part.given))
      const isolated = texts.map((part, index) =>
        /^\$\w/.test(part) && /^\w/.test(texts.slice(index + 1).join('')) ? `\${${part.slice(1)}}` : part,
      )
      return { given: isolated.join(''), expanded: parts.map((part) => part.expanded).join('') }
    }),
)

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/)
  .filter((each) => !['__proto__', 'constructor'].includes(each))

const pairs = fc.dictionary(name, text, { minKeys: 1, maxKeys: 3, noNullPrototype: true })

const given = (values: Readonly<Record<string, Value>>): Record<string, Text> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.given]))

const env: fc.Arbitrary<Call> = pairs.map((values) => ({
  apply: (s) => s.env(given(values)),
  expected: [
    {
      name: 'ENV',
      fields: { Env: Object.entries(values).map(([Key, { expanded: Value }]) => ({ Key, Value, NoDelim: false })) },
    },
  ],
}))

const labelKey = nasty.filter(
  (key) => key !== '__proto__' && key.trim() !== '' && !key.includes('=') && !/^\d+$/.test(key) && !key.includes('$'),
)

const label: fc.Arbitrary<Call> = fc
  .dictionary(labelKey, text, { minKeys: 1, maxKeys: 2, noNullPrototype: true })
  .map((values) => ({
    apply: (s) => s.label(given(values)),
    expected: [
      {
        name: 'LABEL',
        fields: {
          Labels: Object.entries(values).map(([Key, { expanded: Value }]) => ({ Key, Value, NoDelim: false })),
        },
      },
    ],
  }))

const arg: fc.Arbitrary<Call> = fc
  .record({ key: name, value: fc.option(text, { nil: undefined }) })
  .map(({ key, value }) => ({
    apply: (s) => s.arg(key, value?.given),
    expected: [
      { name: 'ARG', fields: { Args: [value === undefined ? { Key: key } : { Key: key, Value: value.expanded }] } },
    ],
  }))

const workdir: fc.Arbitrary<Call> = text.map((path) => ({
  apply: (s) => s.workdir(path.given),
  expected: [{ name: 'WORKDIR', fields: { Path: path.expanded } }],
}))

const user: fc.Arbitrary<Call> = text.map((who) => ({
  apply: (s) => s.user(who.given),
  expected: [{ name: 'USER', fields: { User: who.expanded } }],
}))

const volume: fc.Arbitrary<Call> = fc.array(text, { minLength: 1, maxLength: 3 }).map((paths) => ({
  apply: (s) => s.volume(...paths.map((path) => path.given)),
  expected: [{ name: 'VOLUME', fields: { Volumes: paths.map((path) => path.expanded) } }],
}))

const copyOptions = fc.record(
  {
    chown: text,
    link: fc.boolean(),
    parents: fc.boolean(),
    exclude: fc.array(nasty, { minLength: 1, maxLength: 2 }),
    chmod: fc.constantFrom('0755', 'u=rwX,go=rX', 0o644),
  },
  { requiredKeys: [] },
)

const copy: fc.Arbitrary<Call> = fc
  .record({ sources: fc.array(text, { minLength: 1, maxLength: 3 }), destination: text, options: copyOptions })
  .map(({ sources, destination, options }) => ({
    apply: (s) => {
      const { chown, ...rest } = options
      return s.copy(
        sources.map((source) => source.given),
        destination.given,
        { ...rest, ...(chown ? { chown: chown.given } : {}) },
      )
    },
    expected: [
      {
        name: 'COPY',
        fields: {
          SourcePaths: sources.map((source) => source.expanded),
          DestPath: destination.expanded,
          Chown: options.chown?.expanded ?? '',
          Chmod: options.chmod === undefined ? '' : typeof options.chmod === 'number' ? '0644' : options.chmod,
          Link: options.link ?? false,
          Parents: options.parents ?? false,
          ExcludePatterns: options.exclude ?? null,
          From: '',
        },
      },
    ],
  }))

const inlineFile: fc.Arbitrary<Call> = fc.record({ content: nasty, more: nasty }).map(({ content, more }) => {
  const data = `${content}\n${more}\nEOF\n`
  return {
    apply: (s) => s.copy(heredoc(data), '/file'),
    expected: [
      { name: 'COPY', fields: { SourceContents: [{ Path: 'EOF1', Data: data, Expand: false }], DestPath: '/file' } },
    ],
  }
})

const execArgs = fc.array(nasty, { minLength: 1, maxLength: 4 })

const exec: fc.Arbitrary<Call> = fc
  .record({ kind: fc.constantFrom('cmd' as const, 'entrypoint' as const), args: execArgs })
  .map(({ kind, args }) => ({
    apply: (s) => s[kind](args),
    expected: [{ name: kind.toUpperCase(), fields: { CmdLine: args, PrependShell: false } }],
  }))

const runExec: fc.Arbitrary<Call> = execArgs.map((args) => ({
  apply: (s) => s.run(args),
  expected: [{ name: 'RUN', fields: { CmdLine: args, PrependShell: false } }],
}))

const shell: fc.Arbitrary<Call> = execArgs.map((args) => ({
  apply: (s) => s.shell(args),
  expected: [{ name: 'SHELL', fields: { Shell: args } }],
}))

const healthcheck: fc.Arbitrary<Call> = execArgs.map((args) => ({
  apply: (s) => s.healthcheck(args, { interval: '30s', startInterval: '500ms', retries: 2 }),
  expected: [
    {
      name: 'HEALTHCHECK',
      fields: { Health: { Test: ['CMD', ...args], Interval: 30e9, StartInterval: 5e8, Retries: 2 } },
    },
  ],
}))

/** A command whose line breaks stand behind backslashes, on one line. */
const continued = (command: string): string => {
  const lines = command.split(/\r?\n/)
  return lines.map((line, index) => (index < lines.length - 1 ? line.replace(/\\[ \t]*$/, '') : line)).join('')
}

const runShell: fc.Arbitrary<Call> = nasty.map((command) => ({
  apply: (s) => s.run(command),
  expected: [{ name: 'RUN', fields: { CmdLine: [continued(command.trim())], PrependShell: true } }],
}))

const quote = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`

const runQuoted: fc.Arbitrary<Call> = nasty.map((value) => ({
  apply: (s) => s.run(sh`echo ${value} end`),
  expected: [{ name: 'RUN', fields: { CmdLine: [`echo ${quote(value)} end`], PrependShell: true } }],
}))

const runScript: fc.Arbitrary<Call> = fc.tuple(nasty, nasty).map(([a, b]) => {
  const body = `x ${a}\nEOF\n\ny ${b.trimEnd()}z`
  return {
    apply: (s) => s.run(script(body)),
    expected: [
      {
        name: 'RUN',
        fields: { Files: [{ Name: 'EOF1', Data: `set -e\n${body.replaceAll('\r\n', '\n')}\n`, Chomp: false }] },
      },
    ],
  }
})

const mount = fc.oneof(
  text.map((target) => ({
    mount: () => cache(target.given, { sharing: 'locked', uid: 5 }),
    fields: [`target=${target.expanded}`],
  })),
  text.map((source) => ({ mount: () => bind('/t', { source: source.given }), fields: [`source=${source.expanded}`] })),
  text.map((id) => ({ mount: () => secret(id.given), fields: [`id=${id.expanded}`] })),
  text.map((id) => ({ mount: () => ssh({ id: id.given }), fields: [`id=${id.expanded}`] })),
  text.map((target) => ({ mount: () => tmpfs(target.given, { size: '1m' }), fields: [`target=${target.expanded}`] })),
)

const runMount: fc.Arbitrary<Call> = mount.map(({ mount: make, fields }) => ({
  apply: (s) => s.run('true', { mounts: [make()] }),
  expected: [{ name: 'RUN', fields: { CmdLine: ['true'], mountFields: fields } }],
}))

const onBuild: fc.Arbitrary<Call> = nasty.map((value) => ({
  apply: (s) => s.onBuild((trigger) => trigger.run(['a', value])),
  expected: [{ name: 'ONBUILD', fields: { inner: ['a', value] } }],
}))

const simple: fc.Arbitrary<Call> = fc.constantFrom<Call>(
  {
    apply: (s) => s.expose(80, '53/udp', '1000-1010/tcp'),
    expected: [{ name: 'EXPOSE', fields: { Ports: ['1000-1010/tcp', '53/udp', '80'] } }],
  },
  { apply: (s) => s.stopSignal('SIGQUIT'), expected: [{ name: 'STOPSIGNAL', fields: { Signal: 'SIGQUIT' } }] },
)

const comment: fc.Arbitrary<Call> = nasty.map((value) => ({
  apply: (s) => s.comment(value).expose(1),
  expected: [{ name: 'EXPOSE', fields: { Ports: ['1'] } }],
}))

/** One call with hostile values. */
export const call: fc.Arbitrary<Call> = fc.oneof(
  env,
  label,
  arg,
  workdir,
  user,
  volume,
  copy,
  inlineFile,
  exec,
  runExec,
  shell,
  healthcheck,
  runShell,
  runQuoted,
  runScript,
  runMount,
  onBuild,
  simple,
  comment,
)

/** A document: some stages, each with some calls. */
export const document = fc.record({
  escape: fc.constantFrom('\\' as const, '`' as const),
  stages: fc.array(fc.array(call, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
})

/** A stage to apply calls to. */
export const start = (name: string): StageBuilder => stage(name).from('alpine:3.23')

import * as fc from 'fast-check'

const word = fc.constantFrom(
  ...['a', 'bb', '-x', '--long=1', '"two  words"', "'single; &&'", '$HOME', '"$(c  &&  d)"', '`e ; f`', '${X:-a b}'],
  ...['\\;', "'{}'", '+', 'x=1', 'file.txt', '2>&1', '> out', '</dev/null', '*.c', '~/x', 'if', 'done', '"a # b"'],
)

const words = fc.array(word, { minLength: 0, maxLength: 4 })

const call = fc
  .tuple(fc.constantFrom('echo', 'make', 'X=1 run', 'cd', '[', 'set -eux', 'grep', 'exit', 'true', ':'), words)
  .map(([name, args]) => [...name.split(' '), ...args, ...(name === '[' ? [']'] : [])])

const install = fc
  .tuple(
    fc.constantFrom(
      'apt-get install',
      'apk add --no-cache --virtual .x',
      'dnf -y install',
      'apt-get -qq install -y -t s',
    ),
    fc.array(fc.constantFrom('gcc', 'curl', 'g++', 'zlib1g-dev', '"a<4"', '$P', 'b=1.*', '-y'), { maxLength: 7 }),
  )
  .map(([name, packages]) => [...name.split(' '), ...packages])

/** The words and operators of a script, in order. */
type Tokens = readonly string[]

const { list } = fc.letrec<{ list: Tokens; chain: Tokens; node: Tokens }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'script' },
    call,
    install,
    tie('list').map((body) => ['(', ...body, ')']),
    tie('list').map((body) => ['{', ...body, ';', '}']),
    fc.tuple(tie('list'), tie('list')).map(([test, body]) => ['if', ...test, ';', 'then', ...body, ';', 'fi']),
    fc
      .tuple(tie('list'), tie('list'), tie('list'), tie('list'))
      .map(([a, b, c, d]) => [
        'if',
        ...a,
        ';',
        'then',
        ...b,
        ';',
        'elif',
        ...c,
        ';',
        'then',
        ...d,
        ';',
        'else',
        ...a,
        ';',
        'fi',
      ]),
    tie('list').map((body) => ['for', 'x', 'in', 'a', '"b c"', ';', 'do', ...body, ';', 'done']),
    tie('list').map((body) => ['while', 'read', 'x', ';', 'do', ...body, ';', 'done', '<', 'in']),
    tie('list').map((body) => ['case', '"$x"', 'in', 'a|b)', ...body, ';;', '*)', ...body, ';', 'esac']),
  ),
  chain: fc
    .tuple(
      fc.constantFrom<Tokens[]>([], [], [], ['!']),
      fc.array(fc.tuple(fc.constantFrom('&&', '||', '|'), tie('node')), { minLength: 1, maxLength: 3 }),
    )
    .map(([first, links]) => [
      ...first,
      ...links.flatMap(([operator, node], index) => (index === 0 ? node : [operator, ...node])),
    ]),
  list: fc
    .array(fc.tuple(fc.constantFrom(';', ';', '&'), tie('chain')), { minLength: 1, maxLength: 3 })
    .map((links) => links.flatMap(([operator, chain], index) => (index === 0 ? chain : [operator, ...chain]))),
}))

const gap = fc.oneof(
  { weight: 6, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constant('   ') },
  { weight: 1, arbitrary: fc.constant(' \\\n') },
  { weight: 1, arbitrary: fc.constant(' \\\n\t  ') },
  { weight: 1, arbitrary: fc.constant(' \\\n  \\\n      ') },
  { weight: 1, arbitrary: fc.constant(' \\\n  # why\n  ') },
  { weight: 1, arbitrary: fc.constant(' \\\n#one\n\n    # two\n    ') },
)

/** A script over several lines, with comments among them, as it stands behind RUN. */
export const arbitraryScript = fc
  .tuple(list, fc.array(gap, { minLength: 200, maxLength: 200 }))
  .map(([tokens, gaps]) =>
    tokens.map((token, index) => (index === 0 ? token : `${gaps[index % 200]}${token}`)).join(''),
  )

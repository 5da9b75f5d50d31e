/** A deterministic source of random numbers, so that a difference can be found again by its seed. */
export interface Random {
  /** An integer from 0 up to, but not including, `limit`. */
  below(limit: number): number
  /** One of some values. */
  pick<Value>(values: readonly [Value, ...Value[]]): Value
  /** Whether an event of this probability happens. */
  chance(probability: number): boolean
}

/** The numbers of the mulberry32 generator. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, pick: (values) => values[below(values.length)] ?? values[0], chance: (each) => next() < each }
}

type Words = readonly [string, ...string[]]

const repeat = (random: Random, most: number, part: () => string, glue = ''): string =>
  Array.from({ length: random.below(most + 1) }, part).join(glue)

const keywords: Words = [
  'FROM', 'RUN', 'COPY', 'ADD', 'ENV', 'LABEL', 'ARG', 'WORKDIR', 'USER', 'CMD', 'ENTRYPOINT', 'EXPOSE', 'VOLUME',
  'SHELL', 'HEALTHCHECK', 'STOPSIGNAL', 'ONBUILD', 'MAINTAINER', 'from', 'Run', 'cOpY', 'FOO', 'FORM', 'ONBUILD RUN',
  'ONBUILD COPY', 'ONBUILD ONBUILD', 'HEALTHCHECK CMD', 'HEALTHCHECK NONE', 'env', 'RUN', 'RUN', 'COPY', 'İ', 'ΣΑΣ',
] // prettier-ignore
const spaces: Words = [' ', ' ', ' ', '  ', '\t', '\v', '\f', '\r', '\u00a0', '\u0085', '\u2003', '\ufeff', '\u3000']
const blank: Words = [' ', ' ', ' ', ' ', ' ', '  ', '\t', ' \t ']
const atoms: Words = [
  'a', 'b', 'A=b', 'A=', '=', '"', "'", '\\', '`', '$A', '${A}', '${A:-b}', '${A:-"c d"}', '${A', '$', '#', '# x', '<<EOF',
  '<<-EOF', '<<"EOF"', "<<'E O'", '3<<X', '<< EOF', '<<', '<', '<<A<<B', '[', ']', '["a"]', '["a", "b"]', "['a']", '[1]',
  '["a",', '{', '}', ',', ':', '--', '--x', '--from=b', '--link', '--chown="1:1"', '-- ', '--mount=type=cache,target=/x',
  '/', '.', '..', '*', '?', 'é', 'à', 'Å', '😀', '\ufffd', '\u0000', '\u001b', 'EOF', 'AS', 'as', 'scratch', '80/tcp',
  '${A#*b}', '${A//x/y}', '${A/x', '\\\\', '\\"', "\\'", '&&', '|', '\u2800', '\\\n', '\\ \n', '`\n', '\\\r\n',
] // prettier-ignore
const newline: Words = ['\n', '\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\r\r\n', '\r', '\n\n', '\n \n']
const continued: Words = [
  '\\\n',
  '\\\n  ',
  '\\ \t\n',
  '\\\r\n',
  '`\n',
  '\\\n\n',
  '\\\n# c\n',
  '\\\n  # c \\\n',
  '\\\\\n',
]
const names: Words = ['EOF', 'EOF', 'X', 'A', 'E O', '$A', "'E'", 'EOF1', '-']
const directives: Words = [
  '# syntax=docker/dockerfile:1', '# escape=`', '# escape=\\', '#escape=x', '# check=skip=all', '#\tsyntax = a b ', '# syntax=',
  '# syntax=  ', '# Escape=`', '// syntax=x', '#!/bin/x', '# other=1', '{"syntax": "x"}', ' # escape=`', '#', '# syntax=a=b',
] // prettier-ignore

const jsonItems: Words = ['"a"', '"b c"', '"\\n"', '"\\u00e9"', '"\\ud800"', '"é"', '"/"', '"-x"']
const jsonFlaws: Words = ['1', 'null', "'a'", '"', '[]', '1e999', '"\\x"', '{"a":1}', '"\t"', '']

const json = (random: Random): string => {
  const flawed = random.chance(0.25)
  const item = (): string => random.pick(flawed && random.chance(0.4) ? jsonFlaws : jsonItems)
  const items = repeat(random, 3, item, random.pick([',', ', ', ' , ']))
  if (!flawed) return `[${items}]`
  return random.pick(['[', '[', '[[', '{', ' [']) + items + random.pick([']', ']', '] x', '', ']]', ',]'])
}

const word = (random: Random): string => {
  if (random.chance(0.15)) return json(random)
  return random.chance(0.6) ? random.pick(atoms) : repeat(random, 4, () => random.pick(atoms))
}

const flag = (random: Random): string =>
  `--${random.pick(['from', 'chown', 'link', 'mount', 'x', '', '"q"', 'é'])}${random.chance(0.8) ? `=${repeat(random, 2, () => random.pick(atoms))}` : ''}`

const heredoc = (random: Random): string => {
  const count = random.pick([1, 1, 1, 2, 2, 3])
  const starts: string[] = []
  const bodies: string[] = []
  for (let index = 0; index < count; index++) {
    const name = random.pick(names)
    const quote = random.pick(['', '', '', '"', "'"])
    const dash = random.chance(0.3) ? '-' : ''
    starts.push(
      `${random.pick(['', '', '', '3', 'cat '])}<<${dash}${quote}${name}${quote}${random.pick(['', '', ' a', ' && b', '|'])}`,
    )
    const tabs = dash === '' ? '' : random.pick(['', '\t', '\t\t'])
    bodies.push(
      repeat(
        random,
        3,
        () =>
          random.pick(['', '\t', ' ', '# ', 'RUN ']) +
          repeat(random, 2, () => random.pick(atoms)) +
          random.pick(newline),
      ),
    )
    if (random.chance(0.95)) bodies.push(`${tabs}${name}${random.pick(['\n', '\n', '\n', '\r\n', ' \n'])}`)
  }
  return `${starts.join(' ')}\n${bodies.join('')}`
}

const instruction = (random: Random): string => {
  const indent = random.chance(0.1) ? random.pick(spaces) : ''
  let text = indent + random.pick(keywords) + (random.chance(0.95) ? random.pick(blank) : random.pick(spaces))
  while (random.chance(0.2)) text += flag(random) + random.pick(blank)
  const count = random.below(5)
  for (let index = 0; index < count; index++) {
    text += word(random)
    if (random.chance(0.1)) text += random.pick(continued)
    else text += random.chance(0.95) ? random.pick(blank) : random.pick(spaces)
  }
  return text
}

const line = (random: Random): string => {
  if (random.chance(0.1))
    return `${random.pick(['', '', ' ', '\t', '\u00a0', '\u2003'])}#${random.pick(['', ' ', ''])}${repeat(random, 2, () => random.pick(atoms), ' ')}`
  if (random.chance(0.05)) return ''
  if (random.chance(0.08))
    return `${random.pick(['RUN', 'COPY', 'ADD', 'ONBUILD RUN', 'run', 'CMD', 'COPY --chown=1'])} ${heredoc(random)}`
  if (random.chance(0.08))
    return `${random.pick(['CMD', 'RUN', 'COPY', 'SHELL', 'VOLUME', 'ENTRYPOINT', 'HEALTHCHECK CMD', 'ADD'])} ${json(random)}`
  return instruction(random)
}

/** A Dockerfile, or nearly one, from a grammar that likes the corners of BuildKit's. */
export const generateDockerfile = (random: Random): string => {
  let text = random.chance(0.03) ? '\ufeff' : ''
  while (random.chance(0.25)) text += random.pick(directives) + random.pick(newline)
  const count = 1 + random.below(6)
  for (let index = 0; index < count; index++) text += line(random) + random.pick(newline)
  return random.chance(0.3) ? text.trimEnd() : text
}

/** A text with a few small changes: pieces deleted, doubled, moved, or replaced by something of the grammar. */
export const mutateText = (random: Random, source: string): string => {
  let text = source
  const changes = 1 + random.below(4)
  for (let change = 0; change < changes; change++) {
    const start = random.below(text.length + 1)
    const end = Math.min(text.length, start + random.below(random.chance(0.8) ? 4 : 60))
    const piece = random.chance(0.2) ? text.slice(start, end) + text.slice(start, end) : ''
    const insert = random.pick<() => string>([
      () => '',
      () => piece,
      () => random.pick(atoms),
      () => random.pick(newline),
      () => random.pick(continued),
      () => random.pick(spaces),
      () => heredoc(random),
      () => instruction(random),
      () => flag(random),
    ])()
    text = text.slice(0, start) + insert + text.slice(end)
  }
  return text
}

/** A stretch of whole lines of a text, so that documents stay small. */
export const excerptOf = (random: Random, source: string, most: number): string => {
  if (source.length <= most) return source
  const start = source.lastIndexOf('\n', random.below(source.length - most)) + 1
  return source.slice(start, start + most)
}

const wordAtoms: Words = [
  'a', 'b', 'x.y', '/', ' ', '\t', '"', "'", '\\', '`', '$', '${', '}', ':', '-', '+', '?', '#', '%', '*', '<', '<<', '{',
  '$A', '$B', '${A}', '${B:-', '${A:+', '${B-', '${A+', '${A:?', '${N:?', '${N:-', '${A#', '${A##', '${A%', '${A%%', '${A/',
  '${A//', '${A//b/', '\\*', '\\}', '\\/', '\\\\', '$1', '$@', '$é', 'é', '😀', '\u00a0', '\ufeff', '\n', '$0', '$$', '_',
  '${S/a*/<$0>}', '${S##*/}', '${S%.*}', '${S//?/x}', '${S%%.*}', '${S#*\\*}', '${S//\\//-}', '${N/x/y}', '${B//}',
] // prettier-ignore

/** A word as ENV, COPY and others take it, full of quotes, escapes and substitutions. */
export const generateWord = (random: Random): string => repeat(random, 7, () => random.pick(wordAtoms))

const values: Words = [
  '1',
  'true',
  'maybe',
  '0755',
  '0o7',
  '70000',
  '-1',
  '5s',
  '1h5',
  '0.5ms',
  '1us',
  'x',
  '',
  '$A',
  '64m',
  '1.5g',
  '"q"',
]
const mountKeys: Words = [
  'type=cache', 'type=secret', 'type=ssh', 'type=tmpfs', 'type=bind', 'type=foo', 'target=/x', 'dst=/y', 'source=a', 'src=b',
  'id=c', 'from=a', 'from=$A', 'sharing=locked', 'sharing=x', 'readonly', 'ro=false', 'rw', 'rw=x', 'required', 'required=1',
  'size=64m', 'size=1x', 'mode=0755', 'mode=9', 'uid=1', 'uid=x', 'gid=-1', 'env=A', 'tpye=bind', 'x', '', '"q=1"', 'a"b',
] // prettier-ignore

/** Instructions that are nearly right, for the checks of flags, counts and values. */
export const generateInstructions = (random: Random): string => {
  const value = (): string => random.pick(values)
  const line = random.pick<() => string>([
    () => `RUN --mount=${repeat(random, 4, () => random.pick(mountKeys), ',')} a`,
    () => `RUN --network=${random.pick(['none', 'host', 'default', 'x'])} --security=${random.pick(['sandbox', 'x'])} a`,
    () => `RUN --device=${random.pick(['a', 'name=a', 'a,required', 'a,name=b', 'a,b', 'required=x', 'a,x=1'])} a`,
    () => `${random.pick(['COPY', 'ADD'])} ${repeat(random, 2, () => `--${random.pick(['from', 'chown', 'chmod', 'link', 'parents', 'exclude', 'checksum', 'form', 'unpack', 'keep-git-dir'])}${random.chance(0.8) ? `=${value()}` : ''} `)}${repeat(random, 3, () => random.pick(['a', 'b/', '<<EOF', '["a"]', '$A', 'https://a.b/c', 'https://a.b/c.git', 'git@a.b:c', '"a']), ' ')}\nEOF`,
    () => `HEALTHCHECK ${repeat(random, 2, () => `--${random.pick(['interval', 'timeout', 'retries', 'start-period', 'start-interval', 'x'])}=${value()} `)}${random.pick(['CMD a', 'NONE', 'none', 'NONE a', 'CMD', 'cmd ["a"]', 'FOO', ''])}`,
    () => `EXPOSE ${repeat(random, 2, () => random.pick(['80', '80/tcp', '80/x', '80-90', '90-80', '1:2', '[::1]:80:80', '127.0.0.1:1:2', '70000', '-1', 'a', '80/', '1-2:3-4', '1-2:3', '/tcp', '1-:2', '256.1.1.1:1:2', '::1:2:3', '$A']), ' ')}`,
    () => `STOPSIGNAL ${random.pick(['SIGTERM', 'term', '9', '0', 'SIGFOO', 'RTMIN+3', '', '$A', '"9"', '-1', '99999999999999999999'])}`,
    () => `ONBUILD ${random.pick(['RUN a', 'FROM a', 'ONBUILD RUN a', 'MAINTAINER a', 'COPY a', 'FOO', '', '--x RUN a', 'SHELL a', 'HEALTHCHECK x'])}`,
    () => `${random.pick(['SHELL', 'VOLUME', 'CMD', 'ENTRYPOINT', 'RUN'])} ${random.pick(['["a"]', '[]', 'a', '', '[""]', '--x a', '["a", " "]', '" "'])}`,
    () => `${random.pick(['USER', 'WORKDIR', 'MAINTAINER', 'ARG', 'ENV', 'LABEL'])} ${random.pick(['', 'a=b', '=b', 'a', '--x a=b', 'a="b', "a='b", 'a=${b', '${a=b', 'a b', '"a=b" c=d'])}`,
    () => `FROM ${random.pick(['a', 'a AS b', 'a as 1', 'a AS b c', 'a b', '', '--platform=x a', '--platform a', '--x=y a', 'a AS B.c-d_e', 'A', 'a:$A', 'a@sha256:0', '$A', 'a:b:c', 'x/Y', 'X/y', '"a"', '""', 'localhost:5000/a', 'a AS é'])}`,
    () => `COPY --from=${random.pick(['0', '1', '9', '-1', 'base', 'BASE', 'x', 'X', '$A', 'a:1', '"x"'])} a b`,
    () => `RUN --mount=from=${random.pick(['0', 'base', 'BASE', 'x', 'X', 'a:1', ''])},target=/a b`,
    () => `${random.pick(['FOO', 'FORM', 'CPY', 'r', ''])} x`,
  ])() // prettier-ignore
  return `${random.chance(0.1) ? '' : 'FROM a AS base\n'}${random.chance(0.5) ? `${line}\n` : `FROM b AS x\n${line}\nUSER x\n`}`
}

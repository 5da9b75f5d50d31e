import { describe, expect, it } from 'vitest'
import { checkInstruction, checkInstructions } from '../../src/parser/check-instructions.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { parseInstruction } from '../../src/parser/parse-instruction.js'

const check = (text: string) => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return checkInstructions(parsed.document)
}

const tooFew = 'requires at least two arguments, but only one was provided. Destination could not be determined'
const many = '$abcdefgh '.repeat(40).trim()
const unclosed = 'unexpected end of statement while looking for matching double-quote'

describe('what BuildKit refuses reading the instructions', () => {
  it.each([
    ['RUN --mont=type=ssh a', 'unknown flag: --mont (did you mean mount?)'],
    ['COPY --from a b', 'missing a value on flag: --from'],
    ['COPY --from=a --from=b c d', 'duplicate flag specified: --from'],
    ['COPY --link=x a b', 'expecting boolean value for flag --link, not: x'],
    ['COPY --link= a b', 'missing a value on flag: --link'],
    ['USER --x a', 'unknown flag: --x'],
    ['COPY a', `COPY ${tooFew}`],
    ['ADD a', `ADD ${tooFew}`],
    ['COPY a <<EOF\nEOF', 'COPY cannot accept a heredoc as a destination'],
    ['ENV', 'ENV requires at least one argument'],
    ['ENV =a', 'ENV names can not be blank'],
    ['LABEL =a', 'LABEL names can not be blank'],
    ['ARG', 'ARG requires at least one argument'],
    ['ARG =a', 'ARG names can not be blank'],
    ['WORKDIR', 'WORKDIR requires exactly one argument'],
    ['USER', 'USER requires exactly one argument'],
    ['MAINTAINER', 'MAINTAINER requires exactly one argument'],
    ['STOPSIGNAL', 'STOPSIGNAL requires exactly one argument'],
    ['EXPOSE', 'EXPOSE requires at least one argument'],
    ['VOLUME', 'VOLUME requires at least one argument'],
    ['VOLUME [" "]', 'VOLUME specified can not be an empty string'],
    ['SHELL []', 'SHELL requires at least one argument'],
    ['ONBUILD ONBUILD RUN a', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ['ONBUILD MAINTAINER a', "MAINTAINER isn't allowed as an ONBUILD trigger"],
    ['HEALTHCHECK --interval=5 CMD a', 'time: missing unit in duration "5"'],
    ['HEALTHCHECK --timeout=1x CMD a', 'time: unknown unit "x" in duration "1x"'],
    ['HEALTHCHECK --start-period=a CMD a', 'time: invalid duration "a"'],
    ['HEALTHCHECK --interval=0.5ms CMD a', 'Interval "interval" cannot be less than 1ms'],
    ['HEALTHCHECK --retries=x CMD a', 'strconv.ParseInt: parsing "x": invalid syntax'],
    ['HEALTHCHECK --retries=-1 CMD a', '--retries cannot be negative (-1)'],
    ['RUN --mount=from=$A,target=/a b', "'from' doesn't support variable expansion, define alias stage instead"],
    ['RUN --network=x a', 'invalid network mode "x"'],
    ['RUN --security=x a', 'security "x" is not valid'],
    ['RUN --device=a,name=b c', 'device name already set to a'],
    ['FROM a AS 1', 'invalid name for build stage: "1", name can\'t start with a number or contain symbols'],
    ['FROM --x a', 'unknown flag: --x'],
  ])('%s', (line, message) => {
    expect(check(`FROM a\n${line}\n`)).toMatchObject([{ message, phase: 'read', line: 2 }])
  })
})

describe('what BuildKit refuses building the stages', () => {
  it.each([
    ['EXPOSE 80/http', 'invalid port: "80/http": invalid proto: http'],
    ['EXPOSE 70000', 'invalid containerPort: 70000'],
    ['EXPOSE 90-80', 'invalid containerPort: 90-80'],
    ['EXPOSE 1.2.3:80:80', 'invalid IP address: 1.2.3'],
    ['EXPOSE x:80', 'invalid hostPort: x'],
    ['EXPOSE 1-2:3-5', 'invalid ranges specified for container and host Ports: 3-5 and 1-2'],
    ['STOPSIGNAL SIGFOO', 'invalid signal: SIGFOO'],
    ['VOLUME ""', 'VOLUME specified can not be an empty string'],
    ['COPY --chmod=999 a b', "invalid chmod parameter: '999'. it should be octal string and between 0 and 07777"],
    ['COPY --chmod=u+q a b', 'invalid syntax'],
    ['COPY https://a.b/c d', "source can't be a URL for COPY"],
    ['COPY git@a.b:c d', "source can't be a git ref for COPY"],
    ['ADD --checksum=sha256:00 https://a.b/c d', 'invalid checksum digest length'],
    ['ADD --checksum=sha256:00 a d', 'checksum requires HTTP(S) or Git sources'],
    ['ADD --checksum=sha256:00 a b d', "checksum can't be specified for multiple sources"],
    ['RUN --mount=type=cash,target=/a b', 'unsupported mount type "cash" (did you mean cache?)'],
    ['RUN --mount=type=cache,target=/ b', 'invalid mount target "/"'],
    ['RUN --device=a b', 'device feature is only supported in Dockerfile frontend 1.14.0-labs or later'],
    ['ENV A="b', `failed to process "\\"b": ${unclosed}`],
    ['LABEL a="b', `failed to process "\\"b": ${unclosed}`],
    ['ARG A="b', `failed to process "\\"b": ${unclosed}`],
    // A pattern that could split the names would be at it for years.
    [`ENV A="${many}`, `failed to process "\\"${many}": ${unclosed}`],
    ['WORKDIR ${a', 'failed to process "${a": unsupported modifier (\ufffd) in substitution'],
    ['COPY <<EOF /a\n${b}${\nEOF', 'failed to process "${b}${\\n": unsupported modifier (\n) in substitution'],
    ['COPY --from=$A a b', 'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround'],
    ['COPY --from=7 a b', 'invalid stage index 7'],
    ['COPY --from=base a b', 'circular dependency detected on stage: base'],
    ['COPY --from=0 a b', 'circular dependency detected on stage: base'],
    ['COPY --from=later a b', 'cannot copy from stage "later", it needs to be defined before current stage "base"'],
    ['RUN --mount=from=later,target=/a b', 'cannot mount from stage "later" to "/a", stage needs to be defined before current command'],
    ['COPY --from=Node a b', 'failed to parse stage name "Node": invalid reference format: repository name (library/Node) must be lowercase'],
    ['FROM ""', 'base name ("") should not be blank'],
    ['FROM Base', 'failed to parse stage name "Base": invalid reference format: repository name (library/Base) must be lowercase'],
  ])('%s', (line, message) => {
    expect(check(`FROM a AS base\n${line}\nFROM b AS later\n`)).toMatchObject([{ message, phase: 'build', line: 2 }])
  }) // prettier-ignore

  it('wants a stage', () => {
    expect(check('ARG A\n')).toEqual([{ message: 'dockerfile contains no stages to build', phase: 'build' }])
  })
})

describe('what only a later build refuses', () => {
  it('is told of the instruction behind ONBUILD', () => {
    expect(check('FROM a\nONBUILD COPY a\n')).toMatchObject([{ message: `COPY ${tooFew}`, phase: 'trigger', line: 2 }])
  })
})

it.each([
  'RUN',
  'CMD',
  'ENTRYPOINT []',
  'RUN --mount=type=cache,target=/$A,uid=$B a',
  'RUN --mount=type=secret,id=a,required=true --mount=type=ssh a',
  'COPY --chmod=u+rwX,go=rX --exclude=a --exclude=b --link --parents a b',
  'COPY --from=base a b',
  'COPY --from=BASE a b',
  'COPY --from=0 a b',
  'COPY --from=ghcr.io/a/b:c@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef a b',
  'ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://a.b/c d',
  'ADD --keep-git-dir https://a.b/c.git#main d',
  'HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0 --retries=3 CMD a',
  'HEALTHCHECK --x NONE',
  'EXPOSE 80 81/UDP 82-90 1:2 [::1]:3:4 $A',
  'STOPSIGNAL RTMIN+3',
  'STOPSIGNAL $A',
  'FROM base',
  'FROM localhost:5000/a:b',
  'FROM $A',
])('accepts %s', (line) => {
  expect(check(`FROM a AS base\nFROM b\n${line}\n`)).toEqual([])
})

it('checks one instruction', () => {
  const parsed = parseInstruction('USER --x y')
  const [instruction] = Array.isArray(parsed) ? parsed : []
  if (instruction === undefined) throw new Error('not parsed')
  expect(checkInstruction(instruction)).toMatchObject({ message: 'unknown flag: --x', phase: 'read' })
})

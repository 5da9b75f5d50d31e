import { describe, expect, test } from 'vitest'
import {
  bind,
  cache,
  chain,
  createUser,
  aptInstall,
  dockerfile,
  dockerignore,
  GenDockerfileError,
  heredoc,
  literal,
  render,
  script,
  secret,
  sh,
  stage,
} from '../../src/index.js'

const app = stage('app').from('alpine:3.23')

/** Calls that must be refused: the code of the error, a part of its message, a part of its hint. */
const cases: readonly (readonly [title: string, call: () => unknown, code: string, message: string, hint?: string])[] =
  [
    ['a stage name in capitals', () => stage('Build'), 'invalid-stage-name', '`"Build"`', 'lower-case'],
    ['a reserved stage name', () => stage('scratch'), 'invalid-stage-name', 'reserved'],
    ['an empty stage name', () => app.as(''), 'invalid-stage-name', '`""`'],
    [
      'an image with a line break',
      () => stage().from('alpine\nRUN evil'),
      'invalid-image',
      'alpine',
      'registry/name:tag',
    ],
    ['an image that is a number', () => stage().from(3 as never), 'invalid-image', '`3`'],
    ['a stage without its FROM as a base', () => stage().from(stage('a') as never), 'invalid-image', 'stage', '.from('],
    [
      'a platform with a blank',
      () => stage().from('a', { platform: 'linux amd64' }),
      'invalid-platform',
      'linux amd64',
    ],
    [
      'an unknown option of from',
      () => stage().from('a', { arch: 'x' } as never),
      'invalid-option',
      '`arch`',
      '`platform`',
    ],
    ['a copy from a stage number', () => app.copyFrom('0', 'a', 'b'), 'stage-index', '"0"', 'stage itself'],
    ['a copy from a variable', () => app.copyFrom('$BASE', 'a', 'b'), 'variable-in-from', '$BASE', 'Make a stage'],
    [
      'a copy from an unfinished stage',
      () => app.copyFrom(stage('x') as never, 'a', 'b'),
      'invalid-stage',
      'stage',
      '.from(',
    ],
    ['a copy from nothing', () => app.copyFrom(undefined as never, 'a', 'b'), 'invalid-stage', '`undefined`'],
    ['no source', () => app.copy([], '/x'), 'missing-source', 'COPY'],
    ['an empty source', () => app.copy('', '/x'), 'invalid-value', 'source'],
    [
      'an unknown option of copy',
      () => app.copy('a', 'b', { owner: 'x' } as never),
      'invalid-option',
      '`owner`',
      '`chown`',
    ],
    ['a mode that is not octal', () => app.copy('a', 'b', { chmod: '0999' }), 'invalid-mode', '0999', '0o755'],
    ['a decimal mode', () => app.copy('a', 'b', { chmod: 99999 }), 'invalid-mode', '99999'],
    ['ENV with a line break', () => app.env({ A: 'a\nUSER root' }), 'line-break-in-value', 'line break', 'heredoc'],
    ['ENV with a name that is none', () => app.env({ 'A B': '1' }), 'invalid-variable-name', '`"A B"`'],
    ['ENV without names', () => app.env({}), 'invalid-value', 'at least one'],
    ['ENV as a string', () => app.env('A=b' as never), 'invalid-value', '"A=b"'],
    ['ENV with a list', () => app.env({ A: ['b'] as never }), 'invalid-value', 'an array'],
    ['a reference that Docker cannot read', () => app.env({ A: '${B' }), 'invalid-reference', '${B', 'literal('],
    ['a quote inside a reference', () => app.env({ A: '${B:-"x"}' }), 'invalid-reference', 'reference'],
    ['a NUL', () => app.label({ a: 'x\0' }), 'invalid-value', 'NUL'],
    ['half a surrogate pair', () => app.cmd(['\ud800']), 'invalid-value', 'surrogate'],
    ['a label name with =', () => app.label({ 'a=b': '1' }), 'invalid-label', '`"a=b"`'],
    ['RUN with a bare line break', () => app.run('a\nb'), 'line-break-in-command', 'line break', 'chain('],
    ['RUN with a heredoc of its own', () => app.run('cat <<EOF'), 'heredoc-in-command', '`<<`', 'script('],
    ['RUN without a command', () => app.run([]), 'invalid-value', 'RUN'],
    ['an empty RUN', () => app.run('  '), 'invalid-value', 'empty'],
    ['a mount that is a string', () => app.run('a', { mounts: ['/x'] as never }), 'invalid-mount', '"/x"', 'cache('],
    [
      'a network that does not exist',
      () => app.run('a', { network: 'bridge' as never }),
      'invalid-option',
      'bridge',
      '`none`',
    ],
    ['a secret without id', () => secret(''), 'invalid-value', 'empty'],
    [
      'a mount option of another type',
      () => bind('/a', { sharing: 'locked' } as never),
      'invalid-mount',
      '`sharing`',
      '`source`',
    ],
    ['a uid that is none', () => cache('/a', { uid: -1 }), 'invalid-mount', '-1'],
    ['a port out of range', () => app.expose(70000), 'invalid-port', '70000', '65535'],
    ['a reversed range', () => app.expose('20-10'), 'invalid-port', '20-10'],
    ['a signal without SIG', () => app.stopSignal('TERM' as never), 'invalid-signal', 'TERM', 'SIGTERM'],
    [
      'a duration without unit',
      () => app.healthcheck(['a'], { interval: '30' as never }),
      'invalid-duration',
      '30',
      '30s',
    ],
    [
      'a duration below a millisecond',
      () => app.healthcheck(['a'], { interval: '0.5ms' }),
      'invalid-duration',
      'millisecond',
    ],
    ['options without a check', () => app.healthcheck(false, { retries: 1 }), 'invalid-option', 'healthcheck(false)'],
    [
      'an ignore file as a list',
      () => dockerfile({ targets: [app], ignore: ['*'] as never }),
      'invalid-value',
      '`ignore`',
      "'merge'",
    ],
    [
      'an ignore file that is to be kept',
      () => dockerfile(app).with({ ignore: 'keep' as never }),
      'invalid-value',
      '"keep"',
      'derived',
    ],
    ['SHELL as a string', () => app.shell('/bin/sh -c' as never), 'invalid-value', '/bin/sh -c', 'shell(['],
    ['a user with a blank', () => app.user('a b'), 'invalid-user', 'blank'],
    ['a comment that is a directive', () => app.comment('check=skip=all'), 'invalid-comment', 'directive', '.ignore('],
    [
      'ONBUILD of ONBUILD',
      () => app.onBuild((t) => (t as typeof app).onBuild((u) => u.run('a'))),
      'invalid-on-build',
      'nested',
    ],
    ['ONBUILD of nothing', () => app.onBuild((t) => t), 'invalid-on-build', 'at least one'],
    ['ONBUILD with a stage', () => app.onBuild((t) => t.copyFrom(app, 'a', 'b')), 'invalid-on-build', 'another build'],
    ['a step that returns nothing', () => app.use((() => undefined) as never), 'invalid-step', '`undefined`'],
    ['raw text with FROM', () => app.raw('FROM x'), 'invalid-raw', 'FROM'],
    ['raw text that is no instruction', () => app.raw('HELLO'), 'invalid-raw', 'HELLO'],
    [
      'a suppression without a reason',
      () => app.ignore({ rule: 'root-user', reason: ' ' }),
      'invalid-value',
      '`reason`',
    ],
    [
      'two different stages of one name',
      () => render(app.copyFrom(stage('app').from('b'), 'x', 'y')),
      'duplicate-stage-name',
      '`app`',
      '.as(',
    ],
    [
      'an image named like a stage',
      () => render(stage().from('app').copyFrom(app, 'x', 'y')),
      'image-is-a-stage',
      '`app`',
    ],
    ['a comment behind everything', () => render(app.comment('the end')), 'trailing-comment', 'the end'],
    ['a document without targets', () => dockerfile({ targets: [] }), 'missing-target', '`targets`'],
    [
      'an unknown option of dockerfile',
      () => dockerfile({ targets: [app], sintax: 'x' } as never),
      'invalid-option',
      '`sintax`',
      '`syntax`',
    ],
    [
      'a stage that the document does not have',
      () => dockerfile(app).stage('ap' as never, (s) => s),
      'unknown-stage',
      '`"ap"`',
      '`app`',
    ],
    [
      'a check that is not a name',
      () => render(dockerfile({ targets: [app], check: { skip: ['a;b'] } })),
      'invalid-check',
      'a;b',
    ],
    ['rendering something else', () => render({} as never), 'invalid-value', 'Expected a stage'],
    ['rendering a stage without FROM', () => render(stage('x') as never), 'invalid-value', 'stage', '.from('],
    [
      'a default target that another target is built on',
      () => render(dockerfile({ targets: [stage('debug').from(app), app] })),
      'default-target-not-last',
      '`debug`',
      'a stage of their own',
    ],
    [
      'a cycle made by a change',
      () => {
        const a = stage('a').from('x')
        const b = stage('b').from('y').copyFrom(a, '1', '2')
        return render(dockerfile(b).stage('a', (s) => s.copyFrom(b, '3', '4')))
      },
      'cyclic-stages',
      '`a`',
    ],
    ['an empty chain', () => chain(), 'invalid-value', 'at least one'],
    ['a line break in a quoted value', () => app.run(sh`echo ${'a\nb'}`), 'line-break-in-value', 'line break'],
    [
      'a heredoc name that its text holds',
      () => heredoc('a\nEOF\n', { name: 'EOF' }),
      'invalid-value',
      'end the heredoc',
    ],
    ['a heredoc name with a slash', () => heredoc('a', { name: 'a/b' }), 'invalid-value', 'file name'],
    [
      'an interpreter that is no path',
      () => script('x', { interpreter: 'python' }),
      'invalid-value',
      '"python"',
      '/usr/bin/env',
    ],
    ['a literal that is a number', () => literal(5 as never), 'invalid-value', '`5`'],
    ['an ignore pattern with !', () => dockerignore().exclude('!a'), 'invalid-pattern', '!a', 'include'],
    ['a user name that Linux refuses', () => createUser({ name: 'My App' }), 'invalid-user', 'My App'],
    ['no packages', () => aptInstall([]), 'invalid-value', 'at least one package'],
    ['packages that are no list', () => aptInstall('git' as never), 'invalid-value', 'array of packages'],
    ['nothing in a quoted command', () => sh`echo ${undefined as never}`, 'invalid-value', '`undefined`'],
    ['nothing in a list in a quoted command', () => sh`echo ${[undefined as never]}`, 'invalid-value', '`undefined`'],
    ['an object in a quoted command', () => sh`echo ${{} as never}`, 'invalid-value', 'object'],
    ['no number in a quoted command', () => sh`echo ${Number.NaN}`, 'invalid-value', '`NaN`'],
    ['no number as a variable', () => render(app.env({ PORT: Number.NaN })), 'invalid-value', '`NaN`'],
    [
      'no number as a label',
      () => render(app.label({ port: Number.POSITIVE_INFINITY })),
      'invalid-value',
      '`Infinity`',
    ],
    ['a cache without a path', () => cache(undefined as never), 'invalid-value', 'target of cache()'],
    ['a secret without a name', () => secret(undefined as never), 'invalid-value', 'id of secret()'],
    ['a source of a mount that is a number', () => bind('/a', { source: 5 as never }), 'invalid-value', '`5`'],
    ['a flag of a mount that is a text', () => secret('a', { required: 'no' as never }), 'invalid-mount', '"no"'],
    ['options of a mount that are none', () => cache('/a', null as never), 'invalid-option', 'cache()'],
    ['options of a run that are none', () => app.run('x', null as never), 'invalid-option', 'run()'],
    ['mounts that are no list', () => app.run('x', { mounts: cache('/a') as never }), 'invalid-option', '`mounts`'],
    ['a device without a name', () => app.run('x', { devices: [undefined as never] }), 'invalid-value', 'device'],
    ['a platform that is no text', () => stage().from('a', { platform: 5 as never }), 'invalid-value', '`5`'],
    ['a trigger that is no function', () => app.onBuild('RUN x' as never), 'invalid-on-build', 'function'],
  ]

const rows = cases.map(([title, call, code, message, hint]) => ({ title, call, code, message, hint }))

describe('refusals say what is wrong and what to write', () => {
  test.each(rows)('$title', ({ call, code, message, hint }) => {
    let thrown: unknown
    try {
      call()
    } catch (error) {
      thrown = error
    }
    if (!(thrown instanceof GenDockerfileError)) throw new Error(`not refused: ${String(thrown)}`)
    expect(thrown.code).toBe(code)
    expect(thrown.message).toContain(message)
    expect(thrown.message).toMatch(/[.]$|: .*\.$/s)
    if (hint !== undefined) expect(thrown.hint).toContain(hint)
  })
})

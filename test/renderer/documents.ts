import type { DockerfileDocument } from '../../src/model/document.js'
import { documentOf, plain, shell } from '../support/model.js'

const heredoc = {
  name: 'EOF',
  content: 'set -e\n# not a comment of the Dockerfile\n\n',
  expand: true,
  chomp: false,
  fd: 0,
}

const everything: DockerfileDocument = {
  kind: 'document',
  directives: { syntax: 'docker/dockerfile:1', escape: '\\', check: 'skip=JSONArgsRecommended' },
  header: ['An image with every instruction.', '', 'Two groups.'],
  args: [
    { ...plain, kind: 'arg', args: [{ name: 'GO', value: '1.26' }] },
    { ...plain, kind: 'arg', args: [{ name: 'A' }, { name: 'B', value: '"b c"' }] },
  ],
  stages: [
    {
      from: {
        ...plain,
        kind: 'from',
        image: 'golang:${GO}',
        as: 'build',
        flags: [{ name: 'platform', value: '$BUILDPLATFORM' }],
        comments: ['Build on the machine, for any machine'],
      },
      instructions: [
        { ...plain, kind: 'arg', args: [{ name: 'TARGETOS' }] },
        { ...plain, kind: 'workdir', path: '/src dir' },
        { ...plain, kind: 'copy', words: ['go.mod', 'go.sum', './'], json: false, heredocs: [] },
        {
          ...plain,
          kind: 'run',
          flags: [{ name: 'mount', value: 'type=cache,target=/go/pkg/mod' }],
          command: shell('go mod download'),
          heredocs: [],
        },
        {
          ...plain,
          kind: 'run',
          flags: [
            { name: 'mount', value: 'type=cache,target=/go/pkg/mod' },
            { name: 'mount', value: 'type=cache,target=/root/.cache/go-build' },
            { name: 'network', value: 'none' },
          ],
          command: shell('go vet ./... && ', '# The size matters', "    go build -ldflags='-s -w' -o /out/app ."),
          heredocs: [],
          comments: ['Compile'],
        },
        { ...plain, kind: 'run', command: shell('<<EOF'), heredocs: [heredoc] },
        { ...plain, kind: 'run', command: { form: 'exec', args: ['sh', '-c', 'echo "\u00a0\\"'] }, heredocs: [] },
      ],
    },
    {
      from: { ...plain, kind: 'from', image: 'scratch' },
      instructions: [
        {
          ...plain,
          kind: 'env',
          pairs: [
            { name: 'PATH', value: '"/app dir:$PATH"', separator: '=' },
            { name: 'LANG', value: 'C.UTF-8', separator: '=' },
          ],
        },
        { ...plain, kind: 'env', pairs: [{ name: 'OLD', value: 'form of  it', separator: ' ' }] },
        { ...plain, kind: 'label', pairs: [{ name: 'a.b', value: "'c'", separator: '=' }] },
        {
          ...plain,
          kind: 'copy',
          flags: [
            { name: 'from', value: 'build' },
            { name: 'chown', value: '65532:65532' },
            { name: 'exclude', value: '*.a b' },
            { name: 'link' },
          ],
          words: ['/out/app', '/app'],
          json: false,
          heredocs: [],
        },
        { ...plain, kind: 'copy', words: ['a file', '/'], json: true, heredocs: [] },
        {
          ...plain,
          kind: 'copy',
          words: Array.from({ length: 7 }, (_, index) => `packages/service-${index}/package.json`).concat(
            '#x',
            '/src/',
          ),
          json: false,
          heredocs: [],
        },
        { ...plain, kind: 'copy', words: ['<<"EOF"', '/etc/'], json: false, heredocs: [{ ...heredoc, expand: false }] },
        { ...plain, kind: 'add', words: ['https://example.com/a.tar.gz', '/a/'], json: false, heredocs: [] },
        { ...plain, kind: 'expose', ports: ['80', '443/udp'] },
        { ...plain, kind: 'volume', paths: ['/data', '/log dir'], json: true },
        { ...plain, kind: 'volume', paths: ['/cache'], json: false },
        { ...plain, kind: 'user', user: '65532:65532' },
        { ...plain, kind: 'stopsignal', signal: 'SIGQUIT' },
        { ...plain, kind: 'shell', args: ['/bin/bash', '-o', 'pipefail', '-c'] },
        {
          ...plain,
          kind: 'healthcheck',
          flags: [{ name: 'interval', value: '30s' }],
          command: shell('curl -f http://localhost/ || ', '    exit 1'),
        },
        { ...plain, kind: 'healthcheck' },
        {
          ...plain,
          kind: 'onbuild',
          instruction: { ...plain, kind: 'copy', words: ['.', '/src'], json: false, heredocs: [] },
        },
        { ...plain, kind: 'maintainer', name: 'Someone <a@example.com>' },
        { ...plain, kind: 'entrypoint', command: { form: 'exec', args: ['/app'] } },
        { ...plain, kind: 'cmd', command: { form: 'exec', args: [] } },
      ],
    },
  ],
  trailer: ['The end'],
}

const windows: DockerfileDocument = documentOf(
  [
    { ...plain, kind: 'workdir', path: 'C:\\app\\' },
    { ...plain, kind: 'copy', words: ['a', 'b\\', 'C:\\dest\\'], json: false, heredocs: [] },
    {
      ...plain,
      kind: 'copy',
      flags: [{ name: 'exclude', value: 'a\\ "b` c' }],
      words: ['a', 'b'],
      json: false,
      heredocs: [],
    },
    {
      ...plain,
      kind: 'run',
      flags: [{ name: 'mount', value: 'type=cache,target=C:\\a' }],
      command: shell('dir C:\\ && ', '    echo done'),
      heredocs: [],
    },
    {
      ...plain,
      kind: 'env',
      pairs: [
        { name: 'A', value: '"C:\\a`"b"', separator: '=' },
        { name: 'B', value: 'C:\\', separator: '=' },
      ],
    },
  ],
  { directives: { escape: '`', syntax: 'docker/dockerfile:1', check: 'error=true' } },
)

const traps: DockerfileDocument = documentOf(
  [
    { ...plain, kind: 'run', command: shell('--not-a-flag'), heredocs: [] },
    {
      ...plain,
      kind: 'run',
      flags: [{ name: 'mount', value: 'type=cache,target=/a "b\\ \'c' }],
      command: shell('x'),
      heredocs: [],
    },
    {
      ...plain,
      kind: 'run',
      command: shell('cat <<EOF > /a &&     cat <<-"E F" > /b'),
      heredocs: [heredoc, { name: 'E F', content: '\tx\n', expand: false, chomp: true, fd: 0 }],
    },
    { ...plain, kind: 'run', command: shell('[ -f x ] && y'), heredocs: [] },
    { ...plain, kind: 'run', command: shell('echo "<<EOF" $((1<<2)) <<< a'), heredocs: [] },
    { ...plain, kind: 'run', command: shell('a && ', '#', '    # b', '  ', '    && c\\', 'd'), heredocs: [] },
    { ...plain, kind: 'run', command: shell('  ', '# first', 'a ', '# last'), heredocs: [] },
    { ...plain, kind: 'env', pairs: ['A', '#B', 'C'].map((name) => ({ name, value: '1', separator: '=' as const })) },
    {
      ...plain,
      kind: 'label',
      pairs: ['A', 'C'].map((name) => ({ name, value: '1', separator: '=' as const })),
      layout: [
        { kind: 'code', text: 'LABEL A=1 ' },
        { kind: 'comment', text: 'about C' },
        { kind: 'code', text: '  C=1' },
      ],
    },
    { ...plain, kind: 'workdir', path: '/x', innerComments: ['inside'] },
    { ...plain, kind: 'user', user: '#1', innerComments: ['cannot be inside'] },
    { ...plain, kind: 'cmd', command: { form: 'exec', args: ['\u0007\u2028\u007f</>&\n'] } },
  ],
  { from: { comments: ['escape=x', 'check=skip=all'] } },
)

const parsed: DockerfileDocument = documentOf(
  [
    { ...plain, kind: 'run', command: shell('a'), heredocs: [], comments: ['no blank line above'], blankAbove: false },
    { ...plain, kind: 'run', command: shell('b'), heredocs: [], blankAbove: true },
    {
      ...plain,
      kind: 'run',
      command: shell('c'),
      heredocs: [],
      detachedComments: [['detached'], ['again']],
      comments: ['own'],
    },
  ],
  { header: ['syntax=is not one here'], detachedTrailer: [['more']], trailer: ['end'] },
)

/** Documents, by the name of the Dockerfile that each is rendered as. */
export const documents = { everything, windows, traps, parsed } satisfies Record<string, DockerfileDocument>

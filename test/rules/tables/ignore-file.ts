import type { RuleTable } from '../support/table.js'

const dockerfile = 'FROM a:1\nCOPY src /src'
const whole = 'FROM a:1\nCOPY . /src'

/** Rules about the ignore file and what it lets through; their lines are those of the ignore file. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'bad-ignore-pattern': {
    accept: [dockerfile, [dockerfile, { ignore: 'a/[0-9]\n' }], [dockerfile, { ignore: '# [\n' }]],
    reject: [
      [dockerfile, [1], { ignore: '[\n' }],
      [dockerfile, [2], { ignore: 'dist\n!\n' }],
      [dockerfile, [1], { ignore: 'a\\\n' }],
    ],
  },
  'misread-ignore-pattern': {
    accept: [
      [dockerfile, { ignore: '# comment\nsrc#1\n*.log\n' }],
      [dockerfile, { ignore: 'a..b\n..a\n[^a]b\n' }],
      [dockerfile, { ignore: '{a}\n' }],
    ],
    reject: [
      [dockerfile, [1], { ignore: ' # caches\n' }],
      [dockerfile, [1], { ignore: 'node_modules # npm\n' }],
      [dockerfile, [2], { ignore: 'a\n*.{js,ts}\n' }],
      [dockerfile, [1], { ignore: '[!a]*\n' }],
      [dockerfile, [1], { ignore: '../secret\n' }],
    ],
  },
  'root-only-ignore-pattern': {
    accept: [
      [dockerfile, { ignore: '**/node_modules\n/node_modules\ndist\n' }],
      [dockerfile, { ignore: '*\n!node_modules\n' }],
      [dockerfile, { ignore: 'node_modules\n', files: ['src/a', 'node_modules/b'] }],
      [dockerfile, { ignore: 'packages\nnode_modules\n', files: ['packages/a/node_modules/b'] }],
    ],
    reject: [
      [dockerfile, [1, 2, 3], { ignore: '__pycache__\n*.pyc\nnode_modules\n' }],
      [dockerfile, [1], { ignore: 'node_modules\n', files: ['packages/a/node_modules/b'] }],
      [dockerfile, [1], { ignore: 'dist\n', files: ['packages/a/dist/b'] }],
      [dockerfile, [1], { ignore: '*.log\n', files: ['src/a.log'] }],
    ],
  },
  'dead-ignore-exception': {
    accept: [
      [dockerfile, { ignore: '*\n!src\n' }],
      [dockerfile, { ignore: 'src\n!src/keep\nsrc/keep/tmp\n' }],
      [dockerfile, { ignore: '*\n!src\nsrc\n!src\n' }],
      [dockerfile, { ignore: '*\n!src/**\nsrc/test\n' }],
    ],
    reject: [
      [dockerfile, [1], { ignore: '!src\n*\n' }],
      [dockerfile, [1], { ignore: '!src\n' }],
      [dockerfile, [2], { ignore: 'a\n!src/a\nsrc\n' }],
    ],
  },
  'redundant-ignore-pattern': {
    accept: [
      [dockerfile, { ignore: 'a\nb\na-b\n' }],
      [dockerfile, { ignore: 'a\n!a/b\na/b/c\n' }],
      [dockerfile, { ignore: 'a/b\na\n' }],
    ],
    reject: [
      [dockerfile, [2], { ignore: 'a\na\n' }],
      [dockerfile, [3], { ignore: 'a\nb\na/c/d\n' }],
      [dockerfile, [2, 3], { ignore: '*\na\nb/c\n' }],
    ],
  },
  'shadowed-ignore-file': {
    accept: [
      [whole, { ignore: 'dist\n' }],
      [whole, { ignore: 'a\nb\n', shadowedIgnore: { file: '.dockerignore', text: 'b\na\n' } }],
      [whole, { ignore: '*\n!src\n', shadowedIgnore: { file: '.dockerignore', text: 'node_modules\n' } }],
    ],
    reject: [[whole, [1], { ignore: 'a\n', shadowedIgnore: { file: '.dockerignore', text: 'a\nb\n' } }]],
  },
  'no-ignore-file': {
    accept: [
      whole,
      [whole, { files: ['a'], ignore: '' }],
      [dockerfile, { files: ['src/a'] }],
      ['FROM a:1 AS b\nFROM a:1\nCOPY --from=b . .', { files: ['a'] }],
    ],
    reject: [
      [whole, [2], { files: ['a'] }],
      ['FROM a:1\nCOPY a .\nADD ./ /b\n', [3], { files: ['a'] }],
    ],
  },
  'copied-version-control': {
    accept: [
      whole,
      [whole, { files: ['.git/HEAD', 'a'], ignore: '.git\n' }],
      [dockerfile, { files: ['.git/HEAD', 'src/a'] }],
      ['FROM a:1\nCOPY --exclude=.git . /src', { files: ['.git/HEAD', 'src/a'] }],
      ['FROM a:1\nRUN --mount=type=bind,target=/src make', { files: ['.git/HEAD'] }],
    ],
    reject: [
      [whole, [2], { files: ['.git/HEAD', 'a'] }],
      [whole, [2], { files: ['vendor/lib/.git/HEAD'], ignore: '.git\n' }],
      [dockerfile, [2], { files: ['src/.hg/a'] }],
    ],
  },
  'copied-dependencies': {
    accept: [
      [whole, { files: ['node_modules/a/b', 'src/a'], ignore: '**/node_modules\n' }],
      [whole, { files: ['target/a', 'src/a'] }],
      [whole, { files: ['venv/a'] }],
    ],
    reject: [
      [whole, [2], { files: ['packages/a/node_modules/b'], ignore: 'node_modules\n' }],
      [whole, [2], { files: ['Cargo.toml', 'target/release/a'] }],
      [whole, [2], { files: ['env/pyvenv.cfg'] }],
      [dockerfile, [2], { files: ['src/.venv/pyvenv.cfg'] }],
    ],
  },
}

import type { RuleTable } from '../support/table.js'

const files = ['package.json', 'src/server.js', 'src/util/a.js', 'dist/app.js', 'config/dev.json', 'config/prod.json']

/** Rules about the build context. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'missing-source': {
    accept: [
      'FROM a:1\nCOPY nope /x',
      ['FROM a:1\nCOPY package.json src/ /x/', { files }],
      ['FROM a:1\nCOPY . /x', { files }],
      ['FROM a:1\nCOPY ../src /x', { files }],
      ['FROM a:1\nCOPY ./src/*.js /x/', { files }],
      ['FROM a:1\nCOPY --from=b:1 nope /x', { files }],
      ['FROM a:1\nADD https://example.com/x /x', { files }],
      ['FROM a:1\nADD git@github.com:a/b.git /x', { files }],
      ['FROM a:1\nCOPY <<EOF /x\nnope\nEOF', { files }],
      ['FROM a:1\nARG D\nCOPY $D /x', { files }],
      ['FROM a:1\nARG D=src\nCOPY $D /x', { files }],
      ['FROM a:1\nRUN --mount=type=bind,source=src,target=/s true', { files }],
      ['FROM a:1\nRUN --mount=target=/s true', { files }],
      ['FROM a:1\nONBUILD COPY nope /x', { files }],
      ['FROM a:1\nCOPY --parents ./**/*.js /x', { files }],
    ],
    reject: [
      ['FROM a:1\nCOPY nope /x', [2], { files }],
      ['FROM a:1\nCOPY package.json package-lock.json ./', [2], { files }],
      ['FROM a:1\nCOPY *.lock /x/', [2], { files }],
      ['FROM a:1\nADD nope.tar.gz /x', [2], { files }],
      ['FROM a:1\nRUN --mount=type=bind,source=srcs,target=/s true', [2], { files }],
      ['FROM a:1 AS b\nONBUILD COPY nope /x\nFROM b', [3], { files }],
      ['FROM a:1\nCOPY --parents ./**/*.py /x', [2], { files }],
    ],
  },
  'ignored-source': {
    accept: [
      ['FROM a:1\nCOPY dist /x', { files }],
      ['FROM a:1\nCOPY src /x', { ignore: 'dist\n', files }],
      ['FROM a:1\nCOPY src /x', { ignore: 'src/*\n!src/server.js\n', files }],
      ['FROM a:1\nCOPY . /x', { ignore: 'dist\nnode_modules\n' }],
      ['FROM a:1\nCOPY --from=b:1 dist /x', { ignore: 'dist\n' }],
      ['FROM a:1\nCOPY dist /x', { ignore: '# dist\n' }],
      ['FROM a:1\nCOPY dist /x', { ignore: '!dist\n', files }],
      ['FROM a:1\nCOPY dist /x', { ignore: '[\n', files }],
      ['FROM a:1\nCOPY . /x', { ignore: 'dockerfile.ts\n', files: ['dockerfile.ts'] }],
      ['FROM a:1\nRUN --mount=type=bind,target=/src true', { ignore: 'dockerfile.ts\n', files: ['dockerfile.ts'] }],
    ],
    reject: [
      ['FROM a:1\nCOPY dist /x', [2], { ignore: 'dist\n' }],
      ['FROM a:1\nADD dist/app.js /x', [2], { ignore: 'dist\n' }],
      ['FROM a:1\nCOPY . /x', [2], { ignore: '*\n' }],
      ['FROM a:1\nCOPY dist /x', [2], { ignore: '*\n!src\n', files }],
      ['FROM a:1\nCOPY config/*.json /x/', [2], { ignore: '**/*.json\n', files }],
      ['FROM a:1\nRUN --mount=type=bind,source=dist,target=/d true', [2], { ignore: 'dist\n', files }],
      [
        'FROM a:1\nCOPY latest /x',
        [2],
        { ignore: 'dist\n', files: ['dist/app.js', { path: 'latest', target: 'dist' }] },
      ],
    ],
  },
  'copy-several-to-file': {
    accept: [
      'FROM a:1\nCOPY a b c/',
      'FROM a:1\nCOPY a b .',
      'FROM a:1\nCOPY a b ./',
      'FROM a:1\nCOPY a b /x/..',
      'FROM a:1\nCOPY a b',
      'FROM a:1\nWORKDIR /app\nCOPY a b /app',
      'FROM a:1\nARG D\nCOPY a b $D',
      ['FROM a:1\nCOPY package*.json /x', { files }],
      ['FROM a:1\nCOPY config/*.json /x/', { files }],
    ],
    reject: [
      ['FROM a:1\nCOPY a b c', [2]],
      ['FROM a:1\nCOPY ["a", "b", "/c"]', [2]],
      ['FROM a:1\nADD a b /c', [2]],
      ['FROM a:1\nCOPY --from=x:1 /a /b /c', [2]],
      ['FROM a:1\nCOPY config/*.json /x', [2], { files }],
    ],
  },
}

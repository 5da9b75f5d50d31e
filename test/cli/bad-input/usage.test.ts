import { testBadInput } from '../support/bad-input.js'

testBadInput({
  'no dockerfile.ts': {
    files: {},
    code: 2,
    stdout: '',
    stderr: `error: There is no \`dockerfile.ts\` in this folder. [no-dockerfile-ts]
  hint: Run \`gen-dockerfile init\` to make one.
`,
  },
  'an empty folder that is named': {
    files: { 'a/': '' },
    args: ['a'],
    code: 2,
    stdout: '',
    stderr: `error: There is no \`dockerfile.ts\` in \`a\`. [no-dockerfile-ts]
  hint: Run \`gen-dockerfile init\` to make one.
`,
  },
  'a path that is not there': {
    files: {},
    args: ['services/api'],
    code: 2,
    stdout: '',
    stderr: `error: There is no file or folder \`services/api\`. [path-not-found]
  hint: Name a \`dockerfile.ts\`, a folder with one, or a glob of them in quotes.
`,
  },
  'a file of another kind': {
    files: { Dockerfile: 'FROM scratch\n' },
    args: ['Dockerfile'],
    code: 2,
    stdout: '',
    stderr: `error: \`Dockerfile\` is not a TypeScript or JavaScript file. [not-a-dockerfile-ts]
  hint: Name the \`dockerfile.ts\` that generates it.
`,
  },
  'a glob that matches nothing': {
    files: {},
    args: ['services/*'],
    code: 2,
    stdout: '',
    stderr: `error: There is no \`dockerfile.ts\` in what \`services/*\` matches. [no-dockerfile-ts]
  hint: Run \`gen-dockerfile init\` to make one.
`,
  },
  'a folder for --cwd that is not there': {
    files: {},
    args: ['--cwd', 'nope'],
    code: 2,
    stdout: '',
    stderr: `error: There is no folder \`nope\` to run in. [cwd-not-found]
  hint: Name a folder with \`--cwd\`.
`,
  },
  'an unknown option': {
    files: {},
    args: ['--chek'],
    code: 2,
    stdout: '',
    stderr: `error: unknown option '--chek'
(Did you mean --check?)
`,
  },
  'an unknown command': {
    files: {},
    args: ['prests'],
    code: 2,
    stdout: '',
    stderr: `error: There is no command, file or folder \`prests\`. [unknown-command]
  hint: Did you mean \`presets\`?
`,
  },
  'an unknown format': {
    files: {},
    args: ['--format', 'xml'],
    code: 2,
    stdout: '',
    stderr: `error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, github.
`,
  },
  'options that contradict each other': {
    files: {},
    args: ['--check', '--force'],
    code: 2,
    stdout: '',
    stderr: `error: option '--check' cannot be used with option '--force'
`,
  },
  'a number of warnings that is none': {
    files: {},
    args: ['--max-warnings', 'few'],
    code: 2,
    stdout: '',
    stderr: `error: \`--max-warnings\` takes a number, not \`few\`. [invalid-option]
  hint: Write \`--max-warnings 0\` to fail on any warning.
`,
  },
})

import { testBadInput } from '../support/bad-input.js'

testBadInput({
  'a syntax error': {
    files: { 'dockerfile.ts': 'const a = 1\nexport default {\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` cannot be loaded: Expected identifier but found end of file. [dockerfile-ts-syntax]
  at dockerfile.ts:3:1
    1 | const a = 1
    2 | export default {
  > 3 |
      | ^
`,
  },
  'a package that is not installed': {
    files: { 'dockerfile.ts': "import x from 'nope'\nexport default x\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` cannot be loaded: Could not resolve "nope". [dockerfile-ts-import]
  at dockerfile.ts:1:15
  > 1 | import x from 'nope'
      |               ^
    2 | export default x
    3 |
  hint: Install \`nope\` in this repository; only \`gen-dockerfile\` itself comes with this program.
`,
  },
  'a local file that is not there': {
    files: { 'dockerfile.ts': "\n\nimport x from './nope'\nexport default x\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` cannot be loaded: Could not resolve "./nope". [dockerfile-ts-import]
  at dockerfile.ts:3:15
    1 |
    2 |
  > 3 | import x from './nope'
      |               ^
    4 | export default x
    5 |
  hint: Check the path; it is relative to the file that imports it.
`,
  },
  'a name that the library does not have': {
    files: { 'dockerfile.ts': "import { stgae } from 'gen-dockerfile'\nexport default stgae()\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` cannot be loaded: \`gen-dockerfile\` has no export \`stgae\`. [dockerfile-ts-import]
  at dockerfile.ts:1:10
  > 1 | import { stgae } from 'gen-dockerfile'
      |          ^
    2 | export default stgae()
    3 |
  hint: Did you mean to import "stage" instead?
`,
  },
  'an entry that the library does not have': {
    files: { 'dockerfile.ts': "import { x } from 'gen-dockerfile/preset'\nexport default x\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` cannot be loaded: \`gen-dockerfile/preset\` cannot be imported here, only \`gen-dockerfile\` and \`gen-dockerfile/presets\`. [dockerfile-ts-import]
  at dockerfile.ts:1:19
  > 1 | import { x } from 'gen-dockerfile/preset'
      |                   ^
    2 | export default x
    3 |
`,
  },
  'an error that is thrown': {
    files: {
      'dockerfile.ts':
        "const port: number | undefined = undefined\n\nfunction check(value: unknown) {\n  if (!value) throw new TypeError('no port')\n}\ncheck(port)\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw TypeError: no port [dockerfile-ts-threw]
  at dockerfile.ts:4:21
    2 |
    3 | function check(value: unknown) {
  > 4 |   if (!value) throw new TypeError('no port')
      |                     ^
    5 | }
    6 | check(port)
`,
  },
  'an error of an imported file': {
    files: {
      'lib/a.ts': 'export const a = (null as any).b\n',
      'dockerfile.ts': "import { a } from './lib/a'\nexport default a\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw TypeError: Cannot read properties of null (reading 'b') [dockerfile-ts-threw]
  at lib/a.ts:1:32 (dockerfile.ts)
  > 1 | export const a = (null as any).b
      |                                ^
    2 |
`,
  },
  'a value that is thrown': {
    files: { 'dockerfile.ts': 'throw { code: 7 }\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw {"code":7} [dockerfile-ts-threw]
`,
  },
  'an error of ours': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default stage('Build Me').from('scratch')\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: The stage name \`"Build Me"\` is not one that Docker takes. [invalid-stage-name]
  at dockerfile.ts:2:16
    1 | import { stage, dockerfile, dockerignore } from 'gen-dockerfile'
  > 2 | export default stage('Build Me').from('scratch')
      |                ^
    3 |
  hint: Use lower-case letters, digits, \`-\`, \`_\` and \`.\`, starting with a letter.
`,
  },
  'an error in a callback': {
    files: { 'dockerfile.ts': "setTimeout(() => {\n  throw new Error('late')\n}, 1)\nawait new Promise(() => {})\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw Error: late [dockerfile-ts-threw]
  at dockerfile.ts:2:9
    1 | setTimeout(() => {
  > 2 |   throw new Error('late')
      |         ^
    3 | }, 1)
    4 | await new Promise(() => {})
`,
  },
  'a rejected promise': {
    files: { 'dockerfile.ts': "export default Promise.reject(new Error('no network'))\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw Error: no network [dockerfile-ts-threw]
  at dockerfile.ts:1:31
  > 1 | export default Promise.reject(new Error('no network'))
      |                               ^
    2 |
`,
  },
  'a function that throws': {
    files: { 'dockerfile.ts': "export default () => {\n  throw new Error('not today')\n}\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` threw Error: not today [dockerfile-ts-threw]
  at dockerfile.ts:2:9
    1 | export default () => {
  > 2 |   throw new Error('not today')
      |         ^
    3 | }
    4 |
`,
  },
  'an await that never settles': {
    files: { 'dockerfile.ts': 'await new Promise(() => {})\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` never settles: a promise that it waits for has nothing left that could resolve it. [dockerfile-ts-never-settles]
  hint: Look for a top-level \`await\`, an async function or a promise whose \`resolve\` is never called.
`,
  },
  'a function that never settles': {
    files: { 'dockerfile.ts': 'export default () => new Promise(() => {})\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` never settles: a promise that it waits for has nothing left that could resolve it. [dockerfile-ts-never-settles]
  hint: Look for a top-level \`await\`, an async function or a promise whose \`resolve\` is never called.
`,
  },
  'process.exit': {
    files: { 'dockerfile.ts': 'process.exit(0)\n' },
    code: 2,
    stdout: '',
    stderr: `error: The run ended before it was done: something in \`dockerfile.ts\` ended the process.
`,
  },
})

import { testBadInput } from '../support/bad-input.js'

testBadInput({
  'no export': {
    files: { 'dockerfile.ts': 'const a = 1\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports nothing, so there is nothing to generate. [dockerfile-ts-no-default-export]
  hint: Write \`export default\` and a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'no default export': {
    files: { 'dockerfile.ts': 'export const app = 1, other = 2\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports \`app\`, \`other\` but has no default export, so there is nothing to generate. [dockerfile-ts-no-default-export]
  hint: Write \`export default\` and a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'a string': {
    files: { 'dockerfile.ts': "export default 'FROM scratch'\n" },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports the string \`"FROM scratch"\`, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  undefined: {
    files: { 'dockerfile.ts': 'export default undefined\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports undefined, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'a number from a function': {
    files: { 'dockerfile.ts': 'export default async () => 7\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports a function that returns the number \`7\`, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'an empty array': {
    files: { 'dockerfile.ts': 'export default []\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports an empty array, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'an empty record': {
    files: { 'dockerfile.ts': 'export default {}\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports an empty object, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'an instance': {
    files: { 'dockerfile.ts': 'export default new Map()\n' },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports an object of class \`Map\`, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'a stage without a base': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default stage('app')\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports a stage without a base (it has no \`.from(…)\` yet), which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'an ignore file': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerignore()\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` exports a dockerignore() without a Dockerfile (pass it as \`dockerfile({ ignore })\`), which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'a record with something else': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default { api: stage().from('scratch'), web: 'x' }\n",
    },
    code: 2,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` has the string \`"x"\` as \`web\` of its default export, which is not something to generate. [dockerfile-ts-wrong-export]
  hint: Export a stage, a \`dockerfile(…)\`, a preset, an array or a record of them, or a function that returns one of those.
`,
  },
  'an array item without a file': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default [stage().from('scratch').cmd(['/a'])]\n",
    },
    code: 1,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: Item 1 of the array that \`dockerfile.ts\` exports does not say which file it is for. [missing-file]
  hint: Name it, \`dockerfile({ file: 'api.Dockerfile', … })\` or \`preset.with({ file })\`, or export a record.
`,
  },
})

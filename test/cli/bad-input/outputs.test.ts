import { testBadInput } from '../support/bad-input.js'

testBadInput({
  'two keys for one file': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nconst a = stage().from('scratch').cmd(['/a'])\nexport default { api: a, other: dockerfile({ targets: [a], file: 'api.Dockerfile' }) }\n",
    },
    code: 1,
    stdout: `failed     api.Dockerfile
failed     api.Dockerfile.dockerignore
failed     api.Dockerfile
failed     api.Dockerfile.dockerignore
4 failed, 1 error
`,
    stderr: `error: \`api.Dockerfile\` would be written by \`api\` of \`dockerfile.ts\` and by \`other\` of \`dockerfile.ts\`, so it is not written at all. [duplicate-output]
  hint: Give one of them another \`file\`, or another key of the exported record.
`,
  },
  'two services for one file, in another case': {
    files: {
      'a/dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: '../Dockerfile' })\n",
      'b/dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: '../dockerFile' })\n",
    },
    args: ['a', 'b'],
    code: 1,
    stdout: `failed     Dockerfile
failed     Dockerfile.dockerignore
failed     dockerFile
failed     dockerFile.dockerignore
4 failed, 1 error
`,
    stderr: `error: \`Dockerfile\` would be written by \`a/dockerfile.ts\` and by \`b/dockerfile.ts\`, so it is not written at all. [duplicate-output]
  hint: Give one of them another \`file\`, or another key of the exported record.
`,
  },
  'a file outside of the repository': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: '../Dockerfile' })\n",
    },
    code: 1,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` writes to \`../Dockerfile\`, which is outside of the repository. [outside-repository]
  hint: Choose a \`file\` inside of it.
`,
  },
  'a link that leads out of the repository': {
    files: {
      out: { link: '../../../../tmp' },
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: 'out/Dockerfile' })\n",
    },
    code: 1,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` writes to \`out/Dockerfile\`, which leads out of the repository through a symbolic link. [outside-repository]
  hint: Choose a \`file\` inside of it.
`,
  },
  itself: {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: 'dockerfile.ts' })\n",
    },
    args: ['--force'],
    code: 1,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` would write its Dockerfile over itself. [invalid-file]
  hint: Choose another \`file\`.
`,
  },
  'a folder as file': {
    files: {
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: 'docker/' })\n",
    },
    code: 1,
    stdout: `failed     dockerfile.ts
1 failed, 1 error
`,
    stderr: `error: \`dockerfile.ts\` writes to \`docker/\`, which is a folder. [invalid-file]
  hint: Name the file, as in \`Dockerfile\`.
`,
  },
  'a folder where the file goes': {
    files: {
      'Dockerfile/': '',
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default stage().from('scratch').cmd(['/a'])\n",
    },
    code: 1,
    stdout: `failed     Dockerfile
failed     .dockerignore
warning: The image runs as root: \`scratch\` does, and nothing sets a USER. [root-user]
  at dockerfile.ts:2:24 (Dockerfile:4:1)
  > 2 | export default stage().from('scratch').cmd(['/a'])
      |                        ^
  hint: Write \`USER 10001\` before the end.
2 failed, 1 error, 1 warning
`,
    stderr: `note: \`.dockerignore\` is not written either, since it belongs to \`Dockerfile\`.
error: \`Dockerfile\` is not a file, so nothing can be written there. [not-a-file]
  hint: Move it away, or choose another \`file\`.
`,
  },
  'a file where a folder goes': {
    files: {
      docker: '',
      'dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: 'docker/Dockerfile' })\n",
    },
    code: 1,
    stdout: `failed     docker/Dockerfile
failed     docker/Dockerfile.dockerignore
warning: The image runs as root: \`scratch\` does, and nothing sets a USER. [root-user]
  at dockerfile.ts:2:47 (docker/Dockerfile:4:1)
  > 2 | export default dockerfile({ targets: [stage().from('scratch').cmd(['/a'])], file: 'docker/Dockerfile' })
      |                                               ^
  hint: Write \`USER 10001\` before the end.
2 failed, 2 errors, 1 warning
`,
    stderr: `error: \`docker/Dockerfile\` cannot be read: a part of its path is a file. [cannot-read]
  hint: Choose another \`file\`.
error: \`docker/Dockerfile.dockerignore\` cannot be read: a part of its path is a file. [cannot-read]
  hint: Choose another \`file\`.
`,
  },
  'one bad of two': {
    files: {
      'a/dockerfile.ts': 'throw 1',
      'b/dockerfile.ts':
        "import { stage, dockerfile, dockerignore } from 'gen-dockerfile'\nexport default stage().from('scratch').cmd(['/a'])\n",
    },
    args: ['a', 'b', 'c'],
    made: ['b/.dockerignore', 'b/Dockerfile'],
    code: 1,
    stdout: `failed     a/dockerfile.ts
created    b/Dockerfile
created    b/.dockerignore
warning: The image runs as root: \`scratch\` does, and nothing sets a USER. [root-user]
  at b/dockerfile.ts:2:24 (b/Dockerfile:4:1)
  > 2 | export default stage().from('scratch').cmd(['/a'])
      |                        ^
  hint: Write \`USER 10001\` before the end.
2 created, 1 failed, 2 errors, 1 warning
`,
    stderr: `error: There is no file or folder \`c\`. [path-not-found]
  hint: Name a \`dockerfile.ts\`, a folder with one, or a glob of them in quotes.
error: \`a/dockerfile.ts\` threw 1 [dockerfile-ts-threw]
`,
  },
})

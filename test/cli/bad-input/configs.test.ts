import { goService } from '../../generate/services/support.js'
import { testBadInput } from '../support/bad-input.js'

const services = { ...goService('services/api'), ...goService('services/web') }

const noServices = {
  files: { ...services, 'gen-dockerfile.yaml': 'services: {}\n' },
  code: 2,
  stdout: '',
  stderr: `error: \`services\` names no service. [no-services]
  at gen-dockerfile.yaml:1:1
  > 1 | services: {}
      | ^
    2 |
  hint: Write a folder of one below it, such as \`services/api: {}\`, or run \`gen-dockerfile init\`.
`,
}

testBadInput({
  'two services of the configuration for one file': {
    files: {
      ...services,
      'gen-dockerfile.yaml':
        'services:\n  services/api: { output: x.Dockerfile }\n  services/web: { output: x.Dockerfile }\n',
    },
    code: 1,
    stdout: `failed     x.Dockerfile
failed     x.Dockerfile.dockerignore
failed     x.Dockerfile
failed     x.Dockerfile.dockerignore
4 failed, 1 error
`,
    stderr: `error: \`x.Dockerfile\` would be written by \`services/api\` and by \`services/web\`, so it is not written at all. [duplicate-output]
  at gen-dockerfile.yaml
  hint: Give one of them another \`output\`.
`,
  },
  'a service that cannot be made': {
    files: { ...services, 'docs/README.md': '', 'gen-dockerfile.yaml': 'services:\n  docs: {}\n' },
    code: 2,
    stdout: `failed     docs
1 failed, 1 error
`,
    stderr: `error: There is no \`package.json\`, \`pyproject.toml\`, \`requirements.txt\`, \`go.mod\` or \`Cargo.toml\` in \`docs\`, so no preset fits it. [nothing-detected]
  at gen-dockerfile.yaml:2:3 (docs)
    1 | services:
  > 2 |   docs: {}
      |   ^
    3 |
  hint: Name its \`preset\` or its \`dockerfile\`, or take the line out.
`,
  },
  'no services': noServices,
  'no services to build together': { ...noServices, args: ['bake'] },
  'two configurations in one folder': {
    files: {
      ...services,
      'gen-dockerfile.yaml': 'services: {}\n',
      'gen-dockerfile.yml': 'services: { services/*: }\n',
    },
    code: 2,
    stdout: '',
    stderr: `error: There are a \`gen-dockerfile.yaml\` and a \`gen-dockerfile.yml\` beside each other, and one of them would not be read. [two-configs]
  hint: Move what is in \`gen-dockerfile.yml\` to the other, and remove it.
`,
  },
})

import { GenDockerfileError } from '../model/error.js'
import { presetCatalogue } from '../presets/index.js'

const byHand = [
  "import { stage } from 'gen-dockerfile'",
  "export default stage('runtime')",
  "  .from('nginxinc/nginx-unprivileged:1.29-alpine')",
  "  .copy('public', '/usr/share/nginx/html')",
]

/** The refusal for a repository that no preset fits. */
export const noCandidate = (): GenDockerfileError =>
  new GenDockerfileError({
    code: 'nothing-detected',
    message:
      'There is no `package.json`, `pyproject.toml`, `requirements.txt`, `go.mod` or `Cargo.toml` in this folder, so no preset fits it.',
    hint: [
      'Name the folder of the service with `--cwd`, choose a preset with `--preset`:',
      ...presetCatalogue.map(({ name, summary }) => `  ${name}: ${summary}`),
      'or start by hand, in `dockerfile.ts`:',
      ...byHand.map((line) => `  ${line}`),
    ].join('\n        '),
  })

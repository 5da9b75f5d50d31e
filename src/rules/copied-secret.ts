import { contextSources } from '../analysis/context-sources.js'
import { defineRule } from './support/rule.js'

/** Files that hold secrets by their name; certificates (`*.pem`) are as often public. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$)[\w.-]+)?|\.aws|\.ssh|\.gnupg|\.kube|\.netrc|\.pypirc|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(?:key|p12|pfx|jks|keystore|kdbx|tfstate))\/?$/

export const rule = defineRule({
  name: 'copied-secret',
  summary: 'A COPY or ADD names a file that holds secrets.',
  category: 'security',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'What is copied is in a layer of the image for ever, also when a later step deletes it: everybody who can pull the image can read it. Naming the file also brings it into the build context, which keeps such files out otherwise.',
    bad: `FROM python:3.14-slim
WORKDIR /app
COPY .env ./
`,
    good: `FROM python:3.14-slim
WORKDIR /app
RUN --mount=type=secret,id=env,target=/app/.env ./configure
`,
    ignoreWhen: 'The file only is called like a secret and holds none.',
  },
  *check({ analysis }) {
    for (const { kind, path, step } of contextSources(analysis)) {
      if (kind === 'bind' || !secretFile.test(path)) continue
      yield {
        message: `\`${path}\` looks like a file with secrets; copied, it stays in a layer that everybody with the image can read.`,
        hint: 'Mount it as a secret where a step needs it (`--mount=type=secret`), or pass it when the container starts.',
        at: step.instruction,
      }
    }
  },
})

import { contextSources } from '../analysis/context-sources.js'
import { defineRule } from './support/rule.js'
import { readableIn, shippedStages } from './support/shipped-stages.js'

/** Files and directories that hold secrets by their name; certificates (`*.pem`) are as often public. */
const secretFile = new RegExp(
  String.raw`(?:^|/)(?:${[
    String.raw`\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$)[\w.-]+)?`,
    String.raw`\.(?:aws|ssh|gnupg|kube|azure|gcloud|netrc|pypirc|git-credentials|pgpass|my\.cnf|s3cfg|boto|dockercfg|vault-token|htpasswd)`,
    String.raw`\.docker/config\.json|\.config/gcloud`,
    String.raw`id_(?:rsa|dsa|ecdsa|ed25519)`,
    String.raw`kubeconfig(?:\.ya?ml)?|(?:[\w-]*-)?service[-_]?account(?:[-_]?key)?(?:[-_.][\w-]+)?\.json|(?:client_secrets?|gcp[-_]key|credentials)\.json`,
    String.raw`(?:master|credentials)\.key|privkey\d*\.pem|[\w.-]+[-_.]?key\.pem`,
    String.raw`[\w.-]+\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|tfstate|tfvars)`,
  ].join('|')})/?$`,
)

/** Files that hold a token as often as only settings. */
const maySecret = /(?:^|\/)(?:\.npmrc|pip\.conf|auth\.json)$/

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
  *check(context) {
    const shipped = shippedStages(context)
    for (const { kind, path, step } of contextSources(context.analysis)) {
      if (kind === 'bind') continue
      const isShipped = shipped.has(step.stage)
      const isSecret = secretFile.test(path)
      if (isSecret)
        yield {
          message: `\`${path}\` looks like a file with secrets; copied, it stays in a layer: ${readableIn(isShipped)}.`,
          hint: 'Mount it as a secret where a step needs it (`--mount=type=secret`), or pass it when the container starts.',
          at: step.instruction,
          ...(isShipped ? {} : { severity: 'info' as const }),
        }
      // In a stage that only builds, the file is where it is needed.
      if (!isSecret && isShipped && maySecret.test(path))
        yield {
          message: `\`${path}\` is where a token is kept; if one is in it, it stays in a layer that everybody with the image can read, also when it is deleted later.`,
          hint: 'Mount it as a secret where packages are installed (`--mount=type=secret,id=…,target=…`), or keep the token out of the file.',
          at: step.instruction,
          severity: 'info' as const,
        }
    }
  },
})

import { contextSources } from '../analysis/context-sources.js'
import type { PlacedSource } from '../analysis/context-sources.js'
import { sourcePath } from '../ignore/index.js'
import { isEnvironmentFile, loginFiles, rareLoginFiles, secretFolders, sshKeys } from '../ignore/secret-names.js'
import { surelySecretEndings } from '../ignore/secret-path.js'
import { firstCarried } from './support/carried.js'
import type { EntryTest } from './support/carried.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { readableIn, shippedStages } from './support/shipped-stages.js'

const carriedNames: ReadonlySet<string> = new Set([...loginFiles, ...rareLoginFiles, ...sshKeys])

const carriedFolders: ReadonlySet<string> = new Set(secretFolders)

/** What is a secret wherever it lies: keys (`*.key`) are in the tests of many programs, too. */
const carried: Readonly<Record<string, EntryTest>> = {
  environment: (name, { kind }) => kind === 'file' && isEnvironmentFile(name),
  login: (name, { kind }) =>
    kind === 'directory' ? carriedFolders.has(name) : kind === 'file' && carriedNames.has(name),
  store: (name, { kind }) =>
    kind === 'file' &&
    surelySecretEndings.some((ending) => name.length > ending.length + 1 && name.endsWith(`.${ending}`)),
}

/** Whether a file lies in the copied directory itself; those below are samples and fixtures as often. */
const isAtTop = (path: string, { place: folder = '' }: PlacedSource): boolean =>
  !path.slice(folder === '' ? 0 : folder.length + 1).includes('/')

export const rule = defineRule({
  name: 'copied-secret',
  summary: 'A COPY or ADD takes a file that holds secrets.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { instructions: ['copy', 'add'] },
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
  check(context) {
    const findings: Finding[] = []
    const shipped = shippedStages(context)
    for (const source of contextSources(context.analysis)) {
      const { kind, path, step } = source
      if (kind === 'bind') continue
      const { isSecret, mayBeSecret } = source.known ?? sourcePath(source)
      if (!isSecret && !mayBeSecret) continue
      const isShipped = shipped.has(step.stage)
      if (isSecret)
        findings.push({
          message: `\`${path}\` looks like a file with secrets; copied, it stays in a layer: ${readableIn(isShipped)}.`,
          hint: 'Mount it as a secret where a step needs it (`--mount=type=secret`), or pass it when the container starts.',
          at: step.instruction,
          ...(isShipped ? {} : { severity: 'info' as const }),
        })
      // In a stage that only builds, the file is where it is needed.
      if (!isSecret && isShipped)
        findings.push({
          message: `\`${path}\` is where a token is kept; if one is in it, it stays in a layer that everybody with the image can read, also when it is deleted later.`,
          hint: 'Mount it as a secret where packages are installed (`--mount=type=secret,id=…,target=…`), or keep the token out of the file.',
          at: step.instruction,
          severity: 'info' as const,
        })
    }
    for (const { path, source } of firstCarried(context, carried)) {
      // What is named outright is told above.
      if (sourcePath(source).isSecret) continue
      const isShipped = shipped.has(source.step.stage)
      findings.push({
        message: `\`${source.path}\` brings \`${path}\` along, which looks like secrets; copied, it stays in a layer: ${readableIn(isShipped)}.`,
        hint: `Add \`**/${path.slice(path.lastIndexOf('/') + 1)}\` to the ignore file, and mount it as a secret where a step needs it.`,
        at: source.step.place,
        ...(isShipped && isAtTop(path, source) ? {} : { severity: 'info' as const }),
      })
    }
    return findings
  },
})

import { firstCarried } from './support/carried.js'
import type { EntryTest } from './support/carried.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const names = ['.git', '.hg', '.svn']

const folders: Readonly<Record<string, EntryTest>> = {
  folder: (name, { kind }) => kind === 'directory' && names.includes(name),
}

export const rule = defineRule({
  name: 'copied-version-control',
  summary: 'A COPY of a directory brings the history of the repository into the image.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'tree' },
  docs: {
    why: 'The folder of the version control holds every file that ever was in the repository, deleted secrets among them, and can be larger than the sources. It changes with every commit and every fetch, so the layer is never taken from the cache.',
    bad: `FROM node:24-trixie-slim
COPY . /app
`,
    good: `FROM node:24-trixie-slim
COPY src /app/src
`,
    ignoreWhen:
      'The build reads the version from it in a stage that is not the image; a bind mount does that without a copy.',
    setting: { files: ['.git/HEAD', 'src/server.js'] },
  },
  check(context) {
    const findings: Finding[] = []
    for (const { path, source } of firstCarried(context, folders)) {
      findings.push({
        message: `\`${source.path}\` brings \`${path}\` along: the whole history, in a layer that every commit changes.`,
        hint: `Add \`**/${path.slice(path.lastIndexOf('/') + 1)}\` to the ignore file.`,
        at: source.step.place,
      })
    }
    return findings
  },
})

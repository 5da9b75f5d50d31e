import type { DirectoryNode } from '../model/file-tree.js'
import { firstCarried } from './support/carried.js'
import type { EntryTest } from './support/carried.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const has = (directory: DirectoryNode, name: string): boolean => directory.entries.has(name)

/** Folders of installed packages and of compiled ones, by the tool whose they are. */
const folders: Readonly<Record<string, EntryTest>> = {
  npm: (name, { kind }) => kind === 'directory' && name === 'node_modules',
  Python: (name, node) => node.kind === 'directory' && (name === '.venv' || has(node, 'pyvenv.cfg')),
  Cargo: (name, { kind }, directory) => kind === 'directory' && name === 'target' && has(directory, 'Cargo.toml'),
}

export const rule = defineRule({
  name: 'copied-dependencies',
  summary: 'A COPY of a directory brings along what was installed or compiled outside of the image.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'tree' },
  docs: {
    why: 'What lies in `node_modules`, `.venv` or `target` was made for the machine at hand: other versions, another platform, development tools. Copied behind an install it overwrites what was installed, and it is sent to the builder every time.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
`,
    ignoreWhen: 'Dependencies are installed before the build on purpose, on the platform of the image.',
    setting: {
      files: ['package.json', 'package-lock.json', 'src/server.js', 'node_modules/express/package.json'],
    },
  },
  check(context) {
    const findings: Finding[] = []
    for (const { kind, path, source } of firstCarried(context, folders)) {
      findings.push({
        message: `\`${source.path}\` brings \`${path}\` along, which ${kind} made outside of the image.`,
        hint: `Add \`**/${path.slice(path.lastIndexOf('/') + 1)}\` to the ignore file.`,
        at: source.step.place,
      })
    }
    return findings
  },
})

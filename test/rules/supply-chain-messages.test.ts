import { describe, expect, it } from 'vitest'
import { lintText } from './support/table.js'
import type { Setting } from './support/table.js'

interface Case {
  readonly rule: string
  readonly text: string
  readonly severity: 'error' | 'warning' | 'info'
  /** A part of the message or the hint. */
  readonly says: string
  readonly setting?: Setting
}

/** Where a rule says more or less, louder or quieter, depending on what it knows. */
const cases: readonly Case[] = [
  { rule: 'pipe-to-shell', text: 'FROM a:1\nRUN curl https://x.io/i | sh', severity: 'info', says: '`https://x.io/i`' },
  { rule: 'pipe-to-shell', text: 'FROM a:1\nRUN curl http://x.io/i | sh', severity: 'warning', says: 'without TLS' },
  { rule: 'add-without-checksum', text: 'FROM a:1\nADD http://x.io/i /i', severity: 'warning', says: 'without TLS' },
  {
    rule: 'add-without-checksum',
    text: 'FROM a:1\nARG V\nADD https://x.io/$V /i',
    severity: 'info',
    says: '`https://x.io/$V`',
  },
  {
    rule: 'extra-index-url',
    text: 'FROM a:1\nRUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch',
    severity: 'info',
    says: 'one of its packages',
  },
  { rule: 'apt-key', text: 'FROM debian:13\nRUN apt-key add x', severity: 'error', says: 'Debian `trixie`' },
  { rule: 'apt-key', text: 'FROM debian:13\nRUN apt-key add x || true', severity: 'warning', says: 'every repository' },
  { rule: 'world-writable', text: 'FROM a:1\nRUN chmod -R 777 /a', severity: 'warning', says: '`/a`' },
  { rule: 'world-writable', text: 'FROM a:1\nRUN chmod 777 /a', severity: 'info', says: '`chmod 777`' },
  {
    rule: 'secret-in-run',
    text: 'FROM a:1\nRUN --mount=type=secret,id=t,env=T echo "_authToken=$T" > ~/.npmrc',
    severity: 'warning',
    says: 'stays in the layer',
  },
  { rule: 'copied-secret', text: 'FROM a:1\nCOPY .npmrc ./', severity: 'info', says: 'a token' },
  { rule: 'copied-secret', text: 'FROM a:1\nCOPY .env ./', severity: 'warning', says: 'pull the image' },
  {
    rule: 'copied-secret',
    text: 'FROM a:1 AS b\nCOPY .env ./\nFROM a:1',
    severity: 'info',
    says: 'records of the build',
  },
  {
    rule: 'copied-secret',
    text: 'FROM a:1\nCOPY . .',
    severity: 'info',
    says: '`.` brings `config/.env` along',
    setting: { files: ['config/.env'] },
  },
  {
    rule: 'copied-secret',
    text: 'FROM a:1\nCOPY . .',
    severity: 'warning',
    says: '`.` brings `.env` along',
    setting: { files: ['.env', 'config/.env'] },
  },
  {
    rule: 'copied-secret',
    text: 'FROM a:1\nCOPY ./config/ /x',
    severity: 'warning',
    says: '`./config/` brings `config/id_rsa` along',
    setting: { files: ['config/id_rsa'] },
  },
  {
    rule: 'copied-secret',
    text: 'FROM a:1 AS b\nCOPY . .\nFROM a:1',
    severity: 'info',
    says: 'Add `**/.env` to the ignore file',
    setting: { files: ['config/.env'] },
  },
  {
    rule: 'secret-arg-in-run',
    text: 'FROM a:1 AS b\nARG T_TOKEN\nRUN x $T_TOKEN\nFROM a:1\nCOPY --from=b /x /x',
    severity: 'info',
    says: 'history of the build',
  },
  {
    rule: 'npm-option-ignored',
    text: 'FROM a:1\nENV NODE_ENV=production\nRUN npm ci --omit-dev',
    severity: 'info',
    says: 'only `NODE_ENV`',
  },
  {
    rule: 'cache-mount-path',
    text: 'FROM node:24\nUSER node\nRUN --mount=type=cache,target=/root/.npm npm ci',
    severity: 'warning',
    says: 'Write `target=/home/node/.npm`',
  },
  {
    rule: 'cache-mount-collision',
    text: 'FROM python:3.14-alpine AS a\nRUN --mount=type=cache,target=/root/.cache/pip x\nFROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip x',
    severity: 'info',
    says: 'compiled for musl',
  },
  {
    rule: 'newer-than-syntax',
    text: '# syntax=docker/dockerfile:1.7\n# check=skip=all\nFROM a:1',
    severity: 'warning',
    says: 'came with 1.8',
  },
  {
    rule: 'newer-than-syntax',
    text: '# syntax=docker/dockerfile:1.19\nFROM a:1\nCOPY --parents a /a',
    severity: 'error',
    says: 'Write `# syntax=docker/dockerfile:1`',
  },
  {
    rule: 'image-label-unknown',
    text: 'FROM a:1\nLABEL org.opencontainers.image.license=MIT',
    severity: 'info',
    says: 'Did you mean `org.opencontainers.image.licenses`',
  },
  {
    rule: 'forbidden-base-image',
    text: 'FROM centos:7',
    severity: 'error',
    says: '`debian`, `node:24*`',
    setting: { policy: { baseImages: { allowed: ['debian', 'node:24*'] } } },
  },
  {
    rule: 'context-too-large',
    text: 'FROM a:1\nCOPY . .',
    severity: 'error',
    says: 'has 2.5 MB, and the policy allows `1 MB`; the largest file is `a/b` with 2 MB',
    setting: {
      policy: { maximumContext: 1_000_000 },
      files: [
        { path: 'a/b', size: 2_000_000 },
        { path: 'c', size: 500_000 },
      ],
    },
  },
  {
    rule: 'too-many-stages',
    text: 'FROM a:1\nFROM b:1',
    severity: 'error',
    says: 'has 2 stages, and the policy allows `1`',
    setting: { policy: { maximumStages: 1 } },
  },
]

describe('what rules about the supply chain and policies say', () => {
  it.each(cases)('$rule: $text', ({ rule, text, severity, says, setting }) => {
    const found = lintText(text, setting).filter((each) => each.rule === rule)
    expect(found.map((each) => each.severity)).toEqual([severity])
    expect(`${found[0]?.message ?? ''} ${found[0]?.hint ?? ''}`).toContain(says)
  })

  it('lets the policy on users stand for the rule about root', () => {
    const rules = lintText('FROM debian:13\nCMD ["x"]', { policy: { nonRoot: true } }).map((each) => each.rule)
    expect(rules).toContain('non-root-required')
    expect(rules).not.toContain('root-user')
  })

  it('says that a secret argument is in the history, and what of it stays in a file', () => {
    const about = (text: string) => lintText(text).filter(({ rule }) => /secret-(?:arg-)?in-run/.test(rule))
    expect(about('FROM a:1\nARG T_TOKEN\nRUN curl -u "x:$T_TOKEN" https://x.io/i').map(({ rule }) => rule)).toEqual([
      'secret-arg-in-run',
    ])
    expect(about('FROM a:1\nARG T_TOKEN\nRUN npm config set //x/:_authToken=$T_TOKEN').map(({ rule }) => rule)).toEqual(
      ['secret-arg-in-run', 'secret-in-run'],
    )
  })
})

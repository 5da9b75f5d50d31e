import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { describeWithHadolint, describeWithOracle } from '../support/oracle.js'
import { acceptedFindings } from './accepted.js'
import { root, rungs, type Rung } from './support.js'

const acceptedFor = ({ example, name }: Rung, tool: string): readonly string[] =>
  acceptedFindings
    .filter((each) => each.example === example && each.rungs.includes(name) && each.code.startsWith(tool))
    .map(({ code }) => code)
    .sort()

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)].sort()

interface LintReply {
  readonly lint: { readonly warnings: readonly { readonly rule: string }[]; readonly error?: unknown }
}

describeWithOracle('bk-oracle', (oracle) => {
  it.each(rungs.map((rung) => [rung.file, rung] as const))('%s', async (_file, rung) => {
    const [reply] = await oracle.request<LintReply>([
      {
        dockerfile: rung.text,
        modes: ['lint'],
        ...(rung.ignore === undefined ? {} : { fileDockerignore: rung.ignore }),
      },
    ])
    expect(reply?.lint.error).toBeUndefined()
    expect(unique((reply?.lint.warnings ?? []).map(({ rule }) => `buildkit:${rule}`))).toEqual(
      acceptedFor(rung, 'buildkit:'),
    )
  })
})

interface HadolintFinding {
  readonly file: string
  readonly code: string
}

/** What hadolint says at every severity about all files at once; it exits with 1 when there is anything. */
const hadolint = (program: string): Promise<readonly HadolintFinding[]> =>
  new Promise((resolve, reject) => {
    const files = rungs.map(({ file }) => file)
    execFile(program, ['--no-fail', '--format', 'json', ...files], { cwd: root, maxBuffer: 1 << 26 }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    )
  })

describeWithHadolint((program) => {
  const findings = hadolint(program)

  it.each(rungs.map((rung) => [rung.file, rung] as const))('%s', async (_file, rung) => {
    const codes = (await findings).filter(({ file }) => file === rung.file).map(({ code }) => `hadolint:${code}`)
    expect(unique(codes)).toEqual(acceptedFor(rung, 'hadolint:'))
  })
})

describe('the accepted findings', () => {
  it('are about rungs that exist, and say why', () => {
    const known = new Set(rungs.map(({ example, name }) => `${example}/${name}`))
    const named = acceptedFindings.flatMap(({ example, rungs }) => rungs.map((rung) => `${example}/${rung}`))
    expect(named.filter((each) => !known.has(each))).toEqual([])
    expect(acceptedFindings.filter(({ reason }) => reason.trim() === '')).toEqual([])
  })
})

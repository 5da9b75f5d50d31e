import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { goService } from '../generate/services/support.js'
import { type Files, useCli } from './support/cli.js'

const cli = useCli()

const count = 520
const script = (image: string): string =>
  `import { stage } from 'gen-dockerfile'\nexport default stage().from('${image}').user('10001').cmd(['/app'])\n`
const folder = (index: number): string => `s/${String(index).padStart(3, '0')}`

/** Services with a script in each, of which some are replaced. */
const many = (others: Readonly<Record<number, string>> = {}): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${folder(index)}/dockerfile.ts`,
      others[index] ?? script(index % 7 === 0 ? 'alpine' : 'alpine:3.23'),
    ]),
  )

interface Outcome {
  readonly results: readonly { readonly source: string; readonly output: string | null; readonly status: string }[]
  readonly diagnostics: readonly { readonly rule: string; readonly origin: { readonly file: string } | null }[]
}

const outcomeOf = (stdout: string): Outcome => JSON.parse(stdout)

/** What a part of the services alone comes to, which are too few for threads. */
const halves = ['s/[0-2]*', 's/[3-5]*']

describe.skipIf(availableParallelism() < 2)('many services', () => {
  it('come to the same in several threads', async () => {
    const repository = cli.repository(many())
    const whole = await repository.run(['s/*', '--dry-run', '--format', 'json'])
    const parts: Outcome[] = []
    for (const half of halves)
      parts.push(outcomeOf((await repository.run([half, '--dry-run', '--format', 'json'])).stdout))
    const { results, diagnostics } = outcomeOf(whole.stdout)
    expect(whole.code).toBe(0)
    expect(results.length).toBe(2 * count)
    expect(results).toEqual(parts.flatMap((part) => part.results))
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics).toEqual(parts.flatMap((part) => part.diagnostics))
    expect((await repository.run(['s/*'])).stdout.split('\n').at(-2)).toMatch(/^1040 created, 75 warnings/)
    const again = await repository.run(['s/*', '--check', '--format', 'json'])
    expect(again.code).toBe(0)
    expect(outcomeOf(again.stdout).results).toEqual(
      results.map(({ status: _, ...rest }) => expect.objectContaining({ ...omitTexts(rest), status: 'unchanged' })),
    )
  })

  it('fail as they do in one', async () => {
    const repository = cli.repository(
      many({
        3: 'export default await new Promise(() => {})\n',
        100: 'export default 7\n',
        300: "throw new Error('broken')\n",
        // Two that write one file, far from each other.
        5: "import { dockerfile, stage } from 'gen-dockerfile'\nexport default dockerfile({ file: '../x', targets: [stage().from('scratch')] })\n",
        515: "import { dockerfile, stage } from 'gen-dockerfile'\nexport default dockerfile({ file: '../x', targets: [stage().from('scratch')] })\n",
      }),
    )
    const { code, stdout } = await repository.run(['s/*', '--format', 'json'])
    const { results, diagnostics } = outcomeOf(stdout)
    const failed = results.filter(({ status }) => status === 'failed')
    expect(code).toBe(1)
    expect(failed.map(({ source }) => source)).toEqual(
      [3, 100, 300, 5, 5, 515, 515].map((index) => `${folder(index)}/dockerfile.ts`),
    )
    expect(results.filter(({ status }) => status === 'created').length).toBe(2 * (count - 5))
    expect(diagnostics.slice(0, 4).map(({ rule }) => rule)).toEqual([
      'dockerfile-ts-never-settles',
      'dockerfile-ts-wrong-export',
      'dockerfile-ts-threw',
      'duplicate-output',
    ])
  })

  it('of a configuration come to the same, also those that cannot be made or written', async () => {
    const repository = cli.repository({
      ...Object.assign({}, ...Array.from({ length: count }, (_, index) => goService(folder(index), 3000 + index))),
      'gen-dockerfile.yaml': 'services:\n  s/*: {}\n',
      [`${folder(7)}/go.mod`]: 'nonsense\n',
      [`${folder(401)}/Dockerfile`]: 'FROM scratch\n',
    })
    const whole = await repository.run(['--dry-run', '--format', 'json'])
    const parts: Outcome[] = []
    for (const half of halves)
      parts.push(outcomeOf((await repository.run([half, '--dry-run', '--format', 'json'])).stdout))
    const { results, diagnostics } = outcomeOf(whole.stdout)
    expect(whole.code).toBe(1)
    expect(results.length).toBe(2 * count - 1)
    expect(results).toEqual(parts.flatMap((part) => part.results))
    expect(diagnostics).toEqual(parts.flatMap((part) => part.diagnostics))
    const { code, stdout } = await repository.run(['--format', 'json'])
    expect(code).toBe(1)
    expect(outcomeOf(stdout).results.map(({ output, status }) => [output, status])).toEqual(
      results.map(({ output, status }) => [output, status]),
    )
    expect(repository.read(`${folder(400)}/Dockerfile`)).toContain('EXPOSE 3400')
    expect(repository.read(`${folder(401)}/Dockerfile`)).toBe('FROM scratch\n')
  })

  it('of a configuration are kept for the next run, in the folder that is named', async () => {
    const repository = cli.repository({
      ...Object.assign({}, ...Array.from({ length: count }, (_, index) => goService(folder(index), 3000 + index))),
      'gen-dockerfile.yaml': 'services:\n  s/*: {}\n',
    })
    const env = { GEN_DOCKERFILE_CACHE: '.git/kept' }
    const summaryOf = async (args: readonly string[]): Promise<string | undefined> =>
      (await repository.run(args, { env })).stdout.split('\n').at(-2)
    expect(await summaryOf([])).toBe(`${2 * count} created`)
    const [kept = ''] = readdirSync(join(repository.path, '.git/kept'))
    const files = readdirSync(join(repository.path, '.git/kept', kept))
    expect(files.length).toBeGreaterThan(1)
    expect(await summaryOf(['--check'])).toBe(`${2 * count} unchanged`)
    repository.write(goService(folder(300), 1))
    expect(await summaryOf(['--check'])).toBe(`${2 * count - 1} unchanged, 1 stale`)
    expect(await summaryOf([])).toBe(`1 updated, ${2 * count - 1} unchanged`)
    expect(await summaryOf(['--check'])).toBe(`${2 * count} unchanged`)
    expect(readdirSync(join(repository.path, '.git/kept', kept))).toEqual(files)
  })

  it('end where a script ends the process', async () => {
    const repository = cli.repository(many({ 400: 'process.exit(0)\n' }))
    expect(await repository.run(['s/*'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: The run ended before it was done: something in `dockerfile.ts` ended the process.\n',
    })
  })
})

/** A result without what only a preview has. */
const omitTexts = (result: object): object =>
  Object.fromEntries(Object.entries(result).filter(([key]) => key !== 'diff' && key !== 'content'))

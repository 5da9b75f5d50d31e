import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainScript } from '../../src/analysis/plain-script.js'
import { commandScript, type Script } from '../../src/analysis/script.js'

/** The same with a blank behind it is read word for word. */
const readWhole = (text: string): Script => commandScript({ form: 'shell', text: `${text} ` })

const said = ({ commands, variables, defined, statements, broken, tree }: Script) => ({
  commands: commands.map(({ name, args, plain, guarded, tolerated, pipeline }) => ({
    name,
    args,
    plain,
    guarded,
    tolerated,
    pipeline,
  })),
  words: commands.map(({ node }) => [node?.name?.text, ...(node?.args ?? []).map(({ text }) => text)]),
  redirects: commands.map(({ node }) => node?.redirects.length),
  variables: [...variables],
  defined: [...defined],
  statements,
  broken,
  types: tree?.commands.map(({ command }) => command.type),
})

/** What shells know by themselves, and some of what they do not. */
const firstWords =
  'if then elif else fi do done case esac while until for in function select time coproc let eval set exec test trap alias unalias source local export declare typeset readonly read unset getopts mapfile readarray printf echo cd command builtin env shift wait type hash umask ulimit pushd return exit break true false a=b'.split(
    ' ',
  )

describe('plainScript', () => {
  it.each([
    'npm ci --omit=dev',
    'pnpm install --frozen-lockfile --filter @acme/api...',
    '. /venv/bin/activate',
    '2 a=b',
    'a  b',
  ])('reads %j as it is read word for word', (text) => {
    const script = plainScript(text)
    expect(script && said(script)).toEqual(said(readWhole(text)))
  })

  it.each([
    '',
    ' a',
    'a && b',
    'a "b"',
    'A=1 b',
    'A=1',
    'a $B',
    'a;b',
    'a\nb',
    'a > b',
    'a *',
    '~/a',
    'if a',
    'time a',
    'export A=1',
    'read A',
    '! a',
    '{ a',
    '[ a ]',
    'a # b',
    'a\\b',
    'é',
  ])('leaves %j alone', (text) => {
    expect(plainScript(text)).toBeUndefined()
  })

  it('says the same of any command of plain words', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'abn019_@%+=:,./-'), minLength: 1, maxLength: 8 }),
      fc.constantFrom(...firstWords),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const text = words.join(' ')
        const script = plainScript(text)
        if (script !== undefined) expect(said(script)).toEqual(said(readWhole(text)))
      }),
      { numRuns: 3000 },
    )
  })
})

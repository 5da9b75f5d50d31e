import { describe, expect, it } from 'vitest'
import { spellSetting } from '../../src/scaffold/existing/spell.js'
import { stageOf } from './support.js'

const said = (text: string): readonly string[] =>
  stageOf(text).settings.map((setting) => `${setting.line} ${spellSetting(setting)}`)

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', 'FROM scratch\n', []],
  [
    'only what the final stage and its bases say',
    'FROM a AS other\nEXPOSE 1\nFROM b AS base\nEXPOSE 2\nENV A=1\nFROM base\nENV B=2\n',
    ['4 EXPOSE 2', '5 ENV A=1', '7 ENV B=2'],
  ],
  ['the last of each', 'FROM a\nENV A=1 B=1\nENV A=2\nUSER x\nUSER y\n', ['2 ENV B=1', '3 ENV A=2', '5 USER y']],
  ['the old form of ENV', 'FROM a\nENV NAME some value\n', ['2 ENV NAME=some value']],
  ['each port once', 'FROM a\nEXPOSE 80 443\nEXPOSE 80\n', ['2 EXPOSE 443', '3 EXPOSE 80']],
  [
    'an ENTRYPOINT that forgets the CMD below',
    'FROM a AS x\nCMD ["a"]\nFROM x\nENTRYPOINT ["b"]\n',
    ['4 ENTRYPOINT ["b"]'],
  ],
  [
    'an ENTRYPOINT beside a CMD in any order',
    'FROM a\nCMD ["a"]\nENTRYPOINT ["b"]\n',
    ['3 ENTRYPOINT ["b"], CMD ["a"]'],
  ],
  ['the last CMD', 'FROM a AS x\nENTRYPOINT ["e"]\nCMD ["a"]\nFROM x\nCMD ["b"]\n', ['5 ENTRYPOINT ["e"], CMD ["b"]']],
  ['no HEALTHCHECK where it is taken back', 'FROM a AS x\nHEALTHCHECK CMD true\nFROM x\nHEALTHCHECK NONE\n', []],
  [
    'no secret',
    'FROM a\nENV DB_PASSWORD=hunter2 URL=https://me:hunter2@example.com\n',
    ['2 ENV DB_PASSWORD=…', '2 ENV URL=…'],
  ],
  ['long text cut', `FROM a\nCMD ${'x'.repeat(100)}\n`, [`2 CMD ${'x'.repeat(55)}…`]],
]

describe('finalStage reads', () => {
  it.each(cases)('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  it('the working directory, what is copied and the scripts', () => {
    const { workdir, written, scripts } = stageOf(
      'FROM a AS build\nRUN go build ./cmd/api\nFROM b\nWORKDIR /srv\nWORKDIR app\nCOPY x.conf conf/\nCOPY y /etc/y\n',
    )
    expect({ workdir, written, scripts }).toEqual({
      workdir: '/srv/app',
      written: ['/srv/app/conf', '/etc/y'],
      scripts: ['go build ./cmd/api'],
    })
  })
})

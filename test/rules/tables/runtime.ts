import type { RuleTable } from '../support/table.js'

/** Rules about what the container does. */
export const runtimeTables: Readonly<Record<string, RuleTable>> = {
  'exec-form': {
    accept: [
      'FROM a:1\nCMD ["x"]',
      'FROM a:1\nSHELL ["/bin/bash", "-c"]\nCMD x',
      'FROM a:1 AS p\nSHELL ["/bin/bash", "-c"]\nFROM p\nENTRYPOINT x',
      'FROM a:1\nHEALTHCHECK CMD curl x',
      'FROM a:1\nRUN x',
      'FROM a:1\nCMD []',
    ],
    reject: [
      ['FROM a:1\nCMD x', [2]],
      ['FROM a:1\nENTRYPOINT x', [2]],
      ["FROM a:1\nCMD ['x']", [2]],
      ['FROM a:1\nCMD ["a" "b"]', [2]],
      ['FROM a:1\nCMD x\nSHELL ["/bin/bash", "-c"]', [2]],
    ],
  },
  'relative-workdir': {
    accept: [
      'FROM a:1\nWORKDIR /a\nWORKDIR b',
      'FROM a:1 AS p\nWORKDIR /a\nFROM p\nWORKDIR b',
      'FROM a:1\nENV D=/d\nWORKDIR $D/x',
    ],
    reject: [
      ['FROM a:1\nWORKDIR a', [2]],
      ['FROM a:1\nWORKDIR a\nWORKDIR b', [2]],
      ['FROM a:1\nENV D=d\nWORKDIR $D/x', [3]],
      ['FROM node:24\nWORKDIR "app"', [2]],
    ],
  },
  'multiple-instructions': {
    accept: [
      'FROM a:1\nCMD ["a"]\nFROM b:1\nCMD ["a"]',
      'FROM a:1 AS p\nCMD ["a"]\nFROM p\nCMD ["b"]',
      'FROM a:1\nCMD ["a"]\nENTRYPOINT ["b"]',
    ],
    reject: [
      ['FROM a:1\nCMD ["a"]\nCMD ["b"]\nCMD ["c"]', [2, 3]],
      ['FROM a:1\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]', [2]],
      ['FROM a:1\nHEALTHCHECK CMD a\nHEALTHCHECK NONE', [2]],
    ],
  },
}

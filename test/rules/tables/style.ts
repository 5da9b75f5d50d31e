import type { RuleTable } from '../support/table.js'

/** Rules about spelling. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'legacy-key-value': {
    accept: ['FROM a:1\nENV A=b\nLABEL a=b c=d'],
    reject: [
      ['FROM a:1\nENV A b', [2]],
      ['FROM a:1\nENV A b=c', [2]],
      ['FROM a:1\nLABEL a b', [2]],
    ],
  },
  'from-as-casing': {
    accept: ['FROM a:1 AS b', 'from a:1 as b', 'From a:1 As b', 'FROM a:1'],
    reject: [
      ['FROM a:1 as b', [1]],
      ['from a:1 AS b', [1]],
      ['FROM a:1 As b', [1]],
    ],
  },
  'instruction-casing': {
    accept: ['FROM a:1\nRUN x', 'from a:1\nrun x', 'FROM a:1\nONBUILD run x'],
    reject: [
      ['FROM a:1\nrun x\nRUN y', [2]],
      ['from a:1\nrun x\nRUN y', [3]],
      ['FROM a:1\nrun x', [2]],
      ['FROM a:1\nRun x', [2]],
    ],
  },
  'empty-continuation': {
    accept: ['FROM a:1\nRUN x \\\n  y', 'FROM a:1\nRUN x \\\n# comment\n  y'],
    reject: [
      ['FROM a:1\nRUN x \\\n\n  y', [4]],
      ['FROM a:1\nENV A=1 \\\n \n  B=2', [4]],
    ],
  },
  'maintainer-deprecated': {
    accept: ['FROM a:1\nLABEL maintainer=x'],
    reject: [['FROM a:1\nMAINTAINER x', [2]]],
  },
  'expose-casing': {
    accept: ['FROM a:1\nEXPOSE 80/tcp 90/udp 100'],
    reject: [
      ['FROM a:1\nEXPOSE 80/TCP', [2]],
      ['FROM a:1\nENV P=80/Udp\nEXPOSE $P', [3]],
    ],
  },
  'definition-description': {
    accept: [
      '# what it is\nARG A\nFROM a:1',
      '# check=experimental=all\n# A is it\nARG A\nFROM a:1',
      '# check=experimental=all\nARG A\nFROM a:1',
      '# check=experimental=all\n# first\nFROM a:1',
    ],
    reject: [
      ['# check=experimental=all\n# what it is\nARG A\nFROM a:1', [3]],
      ['# check=experimental=InvalidDefinitionDescription\n# the first\nFROM a:1 AS first', [3]],
    ],
  },
}

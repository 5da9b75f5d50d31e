import type { RuleTable } from '../support/table.js'

/** Rules about ARG and ENV. */
export const variableTables: Readonly<Record<string, RuleTable>> = {
  'undefined-arg-in-from': {
    accept: [
      'ARG V=1\nFROM a:$V',
      'ARG V\nFROM a:${V:-1}',
      'FROM --platform=$BUILDPLATFORM a:1',
      'FROM a-$TARGETARCH:1',
      'FROM a:1',
    ],
    reject: [
      ['FROM a:$V', [1]],
      ['FROM ${V:-a:1}', [1]],
      ['FROM a:1\nARG V=2\nFROM b:$V', [3]],
      ['FROM --platform=$PLATFORM a:1', [1]],
    ],
  },
  'undefined-var': {
    accept: [
      'FROM a:1\nARG V\nENV A=$V',
      'FROM a:1\nENV A=1\nENV B=$A',
      'FROM a:1\nRUN echo $NOPE',
      'FROM a:1\nCMD ["$NOPE"]',
      'FROM a:1\nEXPOSE $NOPE',
      'FROM a:1\nENV PATH=/x:$PATH',
      'FROM a:1 AS one\nARG V=1\nFROM one\nENV A=$V',
      'FROM golang:1.26\nENV A=$GOPATH/bin',
      'FROM a:1\nENV A=\\$NOPE',
      "FROM a:1\nENV A='$NOPE'",
      'FROM a:1\nCOPY <<"EOF" /x\n$NOPE\nEOF',
      'FROM a:1\nCOPY --exclude=$NOPE . /x',
      'FROM a:1\nONBUILD ENV A=$NOPE',
    ],
    reject: [
      ['FROM a:1\nENV A=$NOPE', [2]],
      ['FROM a:1\nENV A=${NOPE:-1}', [2]],
      ['FROM a:1\nENV A=1 B=$A', [2]],
      ['ARG V=1\nFROM a:1\nENV A=$V', [3]],
      ['FROM a:1\nENV A=$TARGETARCH', [2]],
      ['FROM a:1\nCOPY $NOPE /x', [2]],
      ['FROM a:1\nCOPY --chown=$NOPE x /x', [2]],
      ['FROM a:1\nADD x $NOPE', [2]],
      ['FROM a:1\nLABEL a=$NOPE', [2]],
      ['FROM a:1\nUSER $NOPE', [2]],
      ['FROM a:1\nVOLUME $NOPE', [2]],
      ['FROM a:1\nSTOPSIGNAL $NOPE', [2]],
      ['FROM a:1\nWORKDIR /$NOPE', [2]],
      ['FROM a:1\nARG V=$NOPE', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/$NOPE true', [2]],
      ['FROM a:1\nCOPY <<EOF /x\n$NOPE\nEOF', [2]],
      ['FROM golang:1.26\nENV A=$GOBIN', [2]],
      ['FROM a:1 AS one\nONBUILD ENV A=$NOPE\nFROM one', [3]],
    ],
  },
}

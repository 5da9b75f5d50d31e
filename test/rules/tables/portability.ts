import type { RuleTable } from '../support/table.js'

/** Rules about what builders and other tools accept. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'invalid-instruction': {
    accept: ['FROM a:1\nEXPOSE 80', 'FROM a:1\nRUN --mount=type=cache,target=/x true', 'FROM a:1\nCOPY --from=0 /a /a'],
    reject: [
      ['FROM a:1\nCOPY --form=b /a /a', [2]],
      ['FROM a:1\nEXPOSE 70000', [2]],
      ['FROM a:1\nSTOPSIGNAL SIGNOPE', [2]],
      ['FROM a:1\nRUN --mount=type=secret true', [2]],
      ['FROM a:1\nCOPY https://example.com/x /x', [2]],
    ],
  },
  'line-too-long': {
    accept: ['FROM a:1\nLABEL a="<60000 characters>"'],
    reject: [['FROM a:1\nLABEL a="<66000 characters>"', [2]]],
  },
  'unparsable-by-hadolint': {
    accept: [
      'FROM a:1\nRUN <<EOF\ntrue\nEOF\n\nRUN x',
      'FROM a:1\nRUN <<EOF\ntrue\nEOF',
      'FROM registry.example.com:5000/a:1',
      'FROM a:1\nEXPOSE 80/udp',
      '# escape=`\n# check=skip=all\nFROM a:1\nRUN x `\n y',
      '# check=skip=all\n# escape=`\nFROM a:1',
      'FROM localhost:5000/a',
      'FROM a:1\nCOPY <<A <<B /x/\na\nA\nb\nB\n',
      'FROM a:1\nRUN [ -f x ] && y',
      'FROM a:1\nEXPOSE $P/tcp 80-90/UDP ${P}',
    ],
    reject: [
      ['FROM a:1\nRUN <<EOF\ntrue\nEOF\nRUN x', [5]],
      ['FROM a:1\nRUN <<EOF\ntrue\nEOF\n# comment\nRUN x', [5]],
      ['FROM a:1\nRUN <<-EOF\n\ttrue\n\tEOF', [3]],
      ['FROM a:1\nRUN cat <<A <<B\na\nA\nb\nB', [5]],
      ['FROM a:1\nADD <<A /x\nRUN x\na\nA', [4]],
      ['FROM a:1\nRUN x \\\n  --mount=type=cache x\nRUN --mount=type=bind,target=/x \\\n  --mount=type=cache x', [5]],
      ['FROM a:1\nRUN ["a"] && b', [2]],
      ['FROM a:1\nHEALTHCHECK --interval=1m30s CMD ["x"]', [2]],
      ["FROM a:1\nENV A='a\\'b''", [2]],
      ['FROM localhost:5000/a:1', [1]],
      ['FROM a:1\nEXPOSE 80/sctp', [2]],
      ['# check=skip=all\n# escape=`\nFROM a:1\nRUN x `\n y', [5]],
    ],
  },
  'newer-than-builder': {
    accept: [
      'FROM a:1\nCOPY --link a /a',
      ['FROM a:1\nCOPY --link=false a /a', { builder: 'buildah' }],
      ['FROM a:1\nCOPY --chmod=755 a /a', { builder: 'buildah' }],
      ['FROM a:1\nRUN --mount=type=cache,target=/x true', { builder: 'buildah' }],
    ],
    reject: [
      ['FROM a:1\nCOPY --link a /a', [2], { builder: 'buildah' }],
      ['FROM a:1\nCOPY --chmod=u+x a /a', [2], { builder: 'buildah' }],
      ['FROM a:1\nRUN --mount=type=cache,target=/x true', [2], { builder: 'kaniko' }],
      ['FROM a:1\nCOPY --parents a /a', [2], { builder: 'kaniko' }],
      ['FROM a:1\nONBUILD COPY --link a /a', [2], { builder: 'kaniko' }],
      ['FROM a:1\nRUN <<EOF\ntrue\nEOF', [2], { builder: 'kaniko' }],
      ['FROM a:1\nRUN <<EOF\ntrue\nEOF', [2], { builder: 'buildah' }],
      ['FROM a:1\nCOPY --exclude=x --parents a /a', [2, 2], { builder: 'buildah' }],
      ['FROM a:1\nADD --checksum=sha256:x https://example.com/a /a', [2], { builder: 'kaniko' }],
      ['FROM a:1\nADD https://github.com/a/b.git#v1 /a', [2], { builder: 'kaniko' }],
      ['FROM a:1\nRUN --security=insecure true', [2], { builder: 'kaniko' }],
    ],
  },
}

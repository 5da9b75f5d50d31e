import type { RuleTable } from '../support/table.js'

const labels = { 'org.acme.license': 'spdx', 'org.acme.source': 'url' } as const
const demanded = { policy: { labels: { required: labels } } } as const
const strict = { policy: { labels: { required: labels, strict: true } } } as const
const typed = (type: 'email' | 'hash' | 'rfc3339' | 'semver' | 'text' | 'url' | 'spdx') =>
  ({ policy: { labels: { required: { x: type } } } }) as const
const registries = {
  policy: { registries: { allowed: ['docker.io', '*.acme.example'], forbidden: ['bad.acme.example'] } },
} as const

/** Rules about labels, about what is copied where, and about what a team demands of both. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'add-instead-of-copy': {
    accept: [
      'FROM a:1\nADD rootfs.tar.xz /',
      'FROM a:1\nADD https://example.com/x /x',
      'FROM a:1\nADD git@github.com:moby/buildkit.git#v0.32.2 /src',
      'FROM a:1\nADD https://github.com/moby/buildkit.git /src',
      'FROM a:1\nADD ./*.tar /x/',
      'FROM a:1\nADD ./dist* /x/',
      'FROM a:1\nARG SOURCE\nADD $SOURCE /x',
      'FROM a:1\nADD x.TGZ y.tar.zst /x/',
      'FROM a:1\nCOPY a /a',
    ],
    reject: [
      ['FROM a:1\nADD a /a', [2]],
      ['FROM a:1\nADD . .', [2]],
      ['FROM a:1\nADD ["a", "/a"]', [2]],
      ['FROM a:1\nADD a.zip /a/', [2]],
      ['FROM a:1\nADD <<EOF /a\nx\nEOF', [2]],
    ],
  },
  'copy-to-relative-destination': {
    accept: [
      'FROM a:1\nCOPY a /a',
      'FROM a:1\nWORKDIR /w\nCOPY a a',
      'FROM a:1 AS b\nWORKDIR /w\nFROM b\nCOPY a a',
      'FROM scratch\nCOPY a a',
      'FROM a:1\nARG TO\nCOPY a $TO',
      'FROM a:1\nCOPY a C:/a',
    ],
    reject: [
      ['FROM a:1\nCOPY a a', [2]],
      ['FROM a:1\nADD a.tar .', [2]],
      ['FROM a:1\nENV TO=x\nCOPY a $TO', [3]],
      ['FROM a:1 AS b\nWORKDIR /w\nFROM a:1\nCOPY a a', [4]],
    ],
  },
  'copy-whole-root': {
    accept: [
      'FROM debian:12 AS x\nFROM debian:12\nCOPY --from=x /a /',
      'FROM debian:12 AS x\nFROM debian:12\nCOPY --from=x / /x',
      'FROM debian:12 AS x\nFROM scratch\nCOPY --from=x / /',
      'FROM scratch AS x\nCOPY a /\nFROM debian:12\nCOPY --from=x / /',
      'FROM debian:12\nCOPY --from=unknown/files:1 / /',
      'FROM debian:12\nCOPY / /',
    ],
    reject: [
      ['FROM debian:12 AS x\nFROM debian:12\nCOPY --from=x / /', [3]],
      ['FROM debian:12 AS x\nFROM debian:12\nWORKDIR /\nCOPY --from=0 /. .', [4]],
      ['FROM debian:12\nCOPY --from=alpine:3.23 / /', [2]],
    ],
  },
  'env-reads-old-value': {
    accept: [
      'FROM a:1\nENV A=1\nENV B=$A',
      'FROM debian:12\nENV PATH=/x:$PATH',
      'FROM debian:12\nENV B=$PATH PATH=/x:$PATH',
      'FROM a:1\nENV A=1 B=2',
      'FROM a:1\nARG A=1\nENV A=${A} B="$B" C=${A}',
      // Nothing sets it before: that is another finding.
      'FROM a:1\nENV A=1 B=$A',
    ],
    reject: [
      ['FROM debian:12\nENV PATH=/x:$PATH B=$PATH', [2]],
      ['FROM a:1\nENV A=1\nENV A=2 \\\n  B="${A}/b"', [3]],
      ['FROM debian:12\nENV PATH=/x:$PATH PATH=/y:$PATH', [2]],
    ],
  },
  'label-key': {
    accept: [
      'FROM a:1\nLABEL a=1 a.b-c_d=2 org.opencontainers.image.title=3',
      'FROM a:1\nLABEL "a"=1',
      'FROM a:1\nARG X\nLABEL $X=1',
      'FROM a:1\nLABEL com.dockerfile.x=1',
    ],
    reject: [
      ['FROM a:1\nLABEL A=1', [2]],
      ['FROM a:1\nLABEL a..b=1', [2]],
      ['FROM a:1\nLABEL a--b=1', [2]],
      ['FROM a:1\nLABEL 1a=1', [2]],
      ['FROM a:1\nLABEL a.=1', [2]],
      ['FROM a:1\nLABEL "a b"=1', [2]],
      ['FROM a:1\nLABEL com.docker.x=1', [2]],
    ],
  },
  'label-missing': {
    accept: [
      'FROM a:1',
      ['FROM a:1\nLABEL org.acme.license=MIT org.acme.source=https://acme.example', demanded],
      ['FROM a:1 AS x\nLABEL org.acme.license=MIT\nFROM x\nLABEL org.acme.source=https://acme.example', demanded],
      ['FROM a:1 AS build\nFROM b:1\nLABEL org.acme.license=MIT org.acme.source=https://acme.example', demanded],
      ['FROM a:1\nARG K\nLABEL $K=MIT', demanded],
    ],
    reject: [
      ['FROM a:1', [1, 1], demanded],
      ['FROM a:1\nLABEL org.acme.license=MIT', [1], demanded],
      ['FROM a:1 AS x\nLABEL org.acme.license=MIT org.acme.source=https://acme.example\nFROM b:1', [3, 3], demanded],
    ],
  },
  'label-not-allowed': {
    accept: [
      'FROM a:1\nLABEL other=1',
      ['FROM a:1\nLABEL other=1', demanded],
      ['FROM a:1\nLABEL org.acme.license=MIT "org.acme.source"=https://acme.example', strict],
    ],
    reject: [
      ['FROM a:1\nLABEL org.acme.licence=MIT', [2], strict],
      ['FROM a:1\nLABEL a=1 b=2', [2, 2], strict],
    ],
  },
  'label-invalid': {
    accept: [
      'FROM a:1\nLABEL x=',
      ['FROM a:1\nLABEL x=a', typed('text')],
      ['FROM a:1\nLABEL x=https://acme.example/a?b#c', typed('url')],
      ['FROM a:1\nLABEL x=2026-11-21T09:30:00Z', typed('rfc3339')],
      ['FROM a:1\nLABEL x=2026-11-21T09:30:00.5+02:00', typed('rfc3339')],
      ['FROM a:1\nLABEL x="Apache-2.0 OR (MIT AND BSD-3-Clause)"', typed('spdx')],
      ['FROM a:1\nLABEL x="GPL-2.0-only WITH Classpath-exception-2.0"', typed('spdx')],
      ['FROM a:1\nLABEL x=LicenseRef-Acme', typed('spdx')],
      ['FROM a:1\nLABEL x=2dbfae9', typed('hash')],
      ['FROM a:1\nLABEL x=1.0.0-rc.1+b5', typed('semver')],
      ['FROM a:1\nLABEL x="Ada <ada@acme.example>"', typed('email')],
      ['FROM a:1\nARG V\nLABEL x=$V', typed('semver')],
      ['FROM a:1\nARG V=dev\nLABEL x=$V', typed('semver')],
      ['FROM a:1\nONBUILD LABEL x=1', typed('semver')],
    ],
    reject: [
      ['FROM a:1\nLABEL x=', [2], typed('text')],
      ['FROM a:1\nLABEL x=acme.example', [2], typed('url')],
      ['FROM a:1\nLABEL x=2026-02-30T09:30:00Z', [2], typed('rfc3339')],
      ['FROM a:1\nLABEL x="2026-11-21 09:30"', [2], typed('rfc3339')],
      ['FROM a:1\nLABEL x=Proprietary', [2], typed('spdx')],
      ['FROM a:1\nLABEL x="MIT OR"', [2], typed('spdx')],
      ['FROM a:1\nLABEL x="(MIT"', [2], typed('spdx')],
      ['FROM a:1\nLABEL x="MIT, ISC"', [2], typed('spdx')],
      ['FROM a:1\nLABEL x=main', [2], typed('hash')],
      ['FROM a:1\nLABEL x=v1.0.0', [2], typed('semver')],
      ['FROM a:1\nENV V=1.0\nLABEL x=$V', [3], typed('semver')],
      ['FROM a:1\nLABEL x=ada', [2], typed('email')],
      ['FROM a:1 AS b\nONBUILD LABEL x=1\nFROM b', [3], typed('semver')],
    ],
  },
  'untrusted-registry': {
    accept: [
      'FROM evil.example/a:1',
      ['FROM a:1', registries],
      ['FROM scratch', registries],
      ['FROM r.acme.example/a:1 AS x\nFROM x', registries],
      ['FROM a:1 AS x\nFROM a:1\nCOPY --from=x /a /a', registries],
      ['ARG HOST=r.acme.example\nFROM $HOST/a:1', registries],
    ],
    reject: [
      ['FROM evil.example/a:1', [1], registries],
      ['FROM bad.acme.example/a:1', [1], registries],
      ['FROM localhost:5000/a:1', [1], registries],
      ['FROM a:1\nCOPY --from=evil.example/a:1 /a /a', [2], registries],
      ['FROM a:1\nRUN --mount=from=evil.example/a:1,target=/a true', [2], registries],
      ['ARG HOST=evil.example\nFROM $HOST/a:1', [2], registries],
    ],
  },
}

import type { RuleTable } from '../support/table.js'

const digest = `@sha256:${'0'.repeat(64)}`

/** Rules about what a team demands: silent without that part of the policy. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'forbidden-base-image': {
    accept: [
      'FROM centos:7',
      ['FROM node:24-slim', { policy: { baseImages: { allowed: ['node'] } } }],
      ['FROM docker.io/library/node:24-slim', { policy: { baseImages: { allowed: ['node:24*'] } } }],
      ['FROM node:24-slim', { policy: { baseImages: { allowed: ['docker.io/library/node'] } } }],
      ['FROM ghcr.io/acme/base:1', { policy: { baseImages: { allowed: ['ghcr.io/acme/*'] } } }],
      ['FROM scratch', { policy: { baseImages: { allowed: ['node'] } } }],
      ['FROM node:24 AS base\nFROM base', { policy: { baseImages: { allowed: ['node'] } } }],
      ['ARG I\nFROM $I', { policy: { baseImages: { allowed: ['node'] } } }],
      ['FROM node:24', { policy: { baseImages: { forbidden: ['node:2', 'ode', 'centos'] } } }],
      [`FROM node:24${digest}`, { policy: { baseImages: { allowed: ['node:24'] } } }],
    ],
    reject: [
      ['FROM centos:7', [1], { policy: { baseImages: { allowed: ['node', 'debian'] } } }],
      ['FROM node:22', [1], { policy: { baseImages: { allowed: ['node:24*'] } } }],
      ['FROM node:22', [1], { policy: { baseImages: { allowed: ['node'], forbidden: ['node:22'] } } }],
      ['FROM library/centos', [1], { policy: { baseImages: { forbidden: ['centos'] } } }],
      ['FROM ghcr.io/acme/team/base:1', [1], { policy: { baseImages: { allowed: ['ghcr.io/acme/*'] } } }],
      ['ARG I=centos:7\nFROM $I', [2], { policy: { baseImages: { forbidden: ['centos'] } } }],
      ['FROM scratch', [1], { policy: { baseImages: { forbidden: ['scratch'] } } }],
    ],
  },
  'digest-required': {
    accept: [
      'FROM node:24',
      ['FROM node:24', { policy: { digests: false } }],
      [`FROM node:24${digest} AS a\nFROM a\nCOPY --from=a /x /x`, { policy: { digests: true } }],
      ['FROM scratch', { policy: { digests: true } }],
    ],
    reject: [
      ['FROM node:24', [1], { policy: { digests: true } }],
      ['FROM scratch\nCOPY --from=node:24 /x /x', [2], { policy: { digests: true } }],
      ['FROM scratch\nRUN --mount=from=node:24,target=/x y', [2], { policy: { digests: true } }],
    ],
  },
  'required-package': {
    accept: [
      'FROM debian:13',
      [
        'FROM debian:13 AS base\nRUN apt-get install -y curl ca-certificates=2025\nFROM base',
        { policy: { packages: { required: ['ca-certificates', 'curl'] } } },
      ],
      ['FROM alpine:3.23\nRUN apk add --no-cache tini~=0.19', { policy: { packages: { required: ['tini'] } } }],
    ],
    reject: [
      ['FROM debian:13', [1], { policy: { packages: { required: ['ca-certificates'] } } }],
      [
        'FROM debian:13 AS a\nRUN apt-get install -y tini\nFROM debian:13\nRUN apt-get install -y curl',
        [3],
        { policy: { packages: { required: ['tini', 'curl'] } } },
      ],
      ['FROM a:1 AS dev\nFROM a:1', [1, 2], { targets: ['dev'], policy: { packages: { required: ['x'] } } }],
    ],
  },
  'forbidden-package': {
    accept: [
      'FROM a:1\nRUN apt-get install telnet',
      ['FROM a:1\nRUN apt-get install -y curl', { policy: { packages: { forbidden: ['telnet', 'cur'] } } }],
      ['FROM a:1\nRUN apt-get purge telnet', { policy: { packages: { forbidden: ['telnet'] } } }],
    ],
    reject: [
      ['FROM a:1\nRUN apt-get -y install curl telnet:amd64', [2], { policy: { packages: { forbidden: ['telnet'] } } }],
      ['FROM a:1\nRUN apk add netcat-openbsd', [2], { policy: { packages: { forbidden: ['netcat*'] } } }],
      ['FROM a:1\nRUN dnf install -y telnet-1.2', [2], { policy: { packages: { forbidden: ['telnet'] } } }],
    ],
  },
  'too-many-stages': {
    accept: ['FROM a:1\nFROM b:1\nFROM c:1', ['FROM a:1\nFROM b:1', { policy: { maximumStages: 2 } }]],
    reject: [['FROM a:1\nFROM b:1\nFROM c:1\nFROM d:1', [3], { policy: { maximumStages: 2 } }]],
  },
  'context-too-large': {
    accept: [
      ['FROM a:1', { files: [{ path: 'x', size: 11 }], policy: { maximumContext: 10 } }],
      'FROM a:1\nCOPY . .',
      ['FROM a:1\nCOPY . .', { policy: { maximumContext: 10 } }],
      ['FROM a:1\nCOPY . .', { files: [{ path: 'x', size: 10 }], policy: { maximumContext: 10 } }],
      ['FROM a:1\nCOPY . .', { files: [{ path: 'x', size: 20 }], ignore: 'x\n', policy: { maximumContext: 10 } }],
    ],
    reject: [
      ['FROM a:1\nCOPY . .', [1], { files: [{ path: 'x', size: 11 }], policy: { maximumContext: 10 } }],
      [
        'FROM a:1\nCOPY . .',
        [1],
        {
          files: [
            { path: 'x', size: 20 },
            { path: 'a/y', size: 9000 },
            { path: 'a/z', size: 7 },
          ],
          ignore: 'x\n!a/y\n',
          policy: { maximumContext: 10 },
        },
      ],
    ],
  },
  'non-root-required': {
    accept: [
      'FROM debian:13',
      ['FROM a:1\nUSER app', { policy: { nonRoot: true } }],
      ['FROM gcr.io/distroless/static-debian13:nonroot', { policy: { nonRoot: true } }],
      ['FROM a:1\nARG U\nUSER $U', { policy: { nonRoot: true } }],
    ],
    reject: [
      ['FROM debian:13', [1], { policy: { nonRoot: true } }],
      ['FROM a:1', [1], { policy: { nonRoot: true } }],
      ['FROM a:1\nUSER 0', [2], { policy: { nonRoot: true } }],
    ],
  },
}

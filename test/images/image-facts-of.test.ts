import { describe, expect, it } from 'vitest'
import { baseImages, imageFacts, languageImage } from '../../src/images/index.js'

describe('imageFacts', () => {
  it.each([
    // reference, row, distribution, release, libc, /bin/sh, package manager, user, curl, wget
    ['node:24-trixie-slim', 'node', 'debian', 'trixie', 'glibc', true, 'apt-get', 'root', false, false],
    ['node:24', 'node', 'debian', undefined, 'glibc', true, 'apt-get', 'root', true, true],
    ['node', 'node', 'debian', undefined, 'glibc', true, 'apt-get', 'root', true, true],
    ['node:lts-alpine3.22', 'node', 'alpine', '3.22', 'musl', true, 'apk', 'root', false, true],
    [
      'docker.io/library/python:3.14-slim',
      'python',
      'debian',
      undefined,
      'glibc',
      true,
      'apt-get',
      'root',
      false,
      false,
    ],
    ['python:3.14-slim-trixie', 'python', 'debian', 'trixie', 'glibc', true, 'apt-get', 'root', false, false],
    ['python:3.15.0rc1-alpine', 'python', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    ['golang:1.26-trixie', 'golang', 'debian', 'trixie', 'glibc', true, 'apt-get', 'root', true, true],
    ['golang:alpine', 'golang', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    ['rust:1.95-slim-trixie', 'rust', 'debian', 'trixie', 'glibc', true, 'apt-get', 'root', false, false],
    ['debian:12-slim', 'debian', 'debian', 'bookworm', 'glibc', true, 'apt-get', 'root', false, false],
    ['debian:12.5', 'debian', 'debian', 'bookworm', 'glibc', true, 'apt-get', 'root', false, false],
    ['debian', 'debian', 'debian', undefined, 'glibc', true, 'apt-get', 'root', false, false],
    ['ubuntu:24.04', 'ubuntu', 'ubuntu', 'noble', 'glibc', true, 'apt-get', 'root', false, false],
    ['alpine', 'alpine', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    ['alpine:3', 'alpine', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    ['arm64v8/alpine:3.23', 'alpine', 'alpine', '3.23', 'musl', true, 'apk', 'root', false, true],
    [
      'public.ecr.aws/docker/library/alpine:3.23.1',
      'alpine',
      'alpine',
      '3.23',
      'musl',
      true,
      'apk',
      'root',
      false,
      true,
    ],
    ['buildpack-deps:trixie-curl', 'buildpack-deps', 'debian', 'trixie', 'glibc', true, 'apt-get', 'root', true, true],
    ['buildpack-deps:noble', 'buildpack-deps', 'ubuntu', 'noble', 'glibc', true, 'apt-get', 'root', true, true],
    ['buildpack-deps:22.04-scm', 'buildpack-deps', 'ubuntu', 'jammy', 'glibc', true, 'apt-get', 'root', true, true],
    ['scratch', 'scratch', 'none', undefined, 'none', false, undefined, 'root', false, false],
    ['busybox:1.37-musl', 'busybox', 'busybox', undefined, 'musl', true, undefined, 'root', false, true],
    [
      'gcr.io/distroless/static-debian13:nonroot',
      'distroless-static-debian13',
      'debian',
      'trixie',
      'none',
      false,
      undefined,
      'nonroot',
      false,
      false,
    ],
    ['gcr.io/distroless/cc', 'distroless-cc', 'debian', undefined, 'glibc', false, undefined, 'root', false, false],
    [
      'gcr.io/distroless/base-debian12:debug-nonroot',
      'distroless-base-debian12',
      'debian',
      'bookworm',
      'glibc',
      false,
      undefined,
      'nonroot',
      false,
      true,
    ],
    ['nginx:1.29-alpine', 'nginx', 'alpine', undefined, 'musl', true, 'apk', 'root', undefined, true],
    [
      'nginxinc/nginx-unprivileged:1.29',
      'nginx',
      'debian',
      undefined,
      'glibc',
      true,
      'apt-get',
      'nginx',
      undefined,
      false,
    ],
    ['nginx:1.29-alpine-slim', 'nginx', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    ['caddy:2', 'caddy', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    [
      'eclipse-temurin:21-jre',
      'eclipse-temurin',
      'ubuntu',
      undefined,
      'glibc',
      true,
      'apt-get',
      'root',
      undefined,
      undefined,
    ],
    [
      'eclipse-temurin:21.0.4_7-jdk-noble',
      'eclipse-temurin',
      'ubuntu',
      'noble',
      'glibc',
      true,
      'apt-get',
      'root',
      undefined,
      undefined,
    ],
    ['php:8.4-fpm-alpine', 'php', 'alpine', undefined, 'musl', true, 'apk', 'root', true, true],
    ['ghcr.io/astral-sh/uv:0.12.5', 'uv', 'none', undefined, 'none', false, undefined, 'root', false, false],
    [
      'ghcr.io/astral-sh/uv:python3.14-trixie-slim',
      'uv',
      'debian',
      'trixie',
      'glibc',
      true,
      'apt-get',
      'root',
      false,
      false,
    ],
    ['oven/bun:1-slim', 'bun', 'debian', undefined, 'glibc', true, 'apt-get', 'root', false, false],
    ['denoland/deno:alpine-2.5.0', 'deno', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
    [
      'lukemathwalker/cargo-chef:latest-rust-1.95-slim',
      'cargo-chef',
      'debian',
      undefined,
      'glibc',
      true,
      'apt-get',
      'root',
      false,
      false,
    ],
    [
      'cgr.dev/chainguard/static',
      'chainguard-static',
      'wolfi',
      undefined,
      'none',
      false,
      undefined,
      'nonroot',
      false,
      false,
    ],
    [`node:24-alpine@sha256:${'a'.repeat(64)}`, 'node', 'alpine', undefined, 'musl', true, 'apk', 'root', false, true],
  ] as const)('%s', (reference, name, distribution, release, libc, shell, manager, user, curl, wget) => {
    const facts = imageFacts(reference)
    expect(facts).toBeDefined()
    expect([facts?.name, facts?.distribution.name, facts?.distribution.release, facts?.libc]).toEqual([
      name,
      distribution,
      release,
      libc,
    ])
    expect([facts?.shells.includes('/bin/sh'), facts?.packageManagers[0], facts?.user.name]).toEqual([
      shell,
      manager,
      user,
    ])
    expect([facts?.tools['curl'], facts?.tools['wget']]).toEqual([curl, wget])
  })

  it.each([
    'registry.example.com/team/base:7',
    'node:24-nanoserver',
    'golang:1.26-windowsservercore-ltsc2025',
    'example/node:24',
    'gcr.io/distroless/rust-debian13',
    'gcr.io/distroless/static-debian13:v1',
    'cgr.dev/chainguard/node:latest',
    `node@sha256:${'a'.repeat(64)}`,
    'node:${VERSION}',
    'python:3.14-custom',
    'ubuntu:stale',
    '',
  ])('does not guess %s', (reference) => {
    expect(imageFacts(reference)).toBeUndefined()
  })

  it.each([
    ['node:24', true, true],
    ['node:25-slim', false, true],
    ['node:26-trixie-slim', false, false],
    ['node:lts', undefined, undefined],
  ] as const)('knows whether corepack and yarn are in %s', (reference, corepack, yarn) => {
    const tools = imageFacts(reference)?.tools
    expect([tools?.['corepack'], tools?.['yarn']]).toEqual([corepack, yarn])
  })

  it.each([
    ['debian:bullseye-slim', ['Debian 11 (bullseye)']],
    ['node:18-bullseye', ['Node.js 18', 'Debian 11 (bullseye)']],
    ['python:3.8-alpine3.19', ['Python 3.8', 'Alpine 3.19']],
    ['gcr.io/distroless/static-debian12', ['Distroless on Debian 12']],
    ['gcr.io/distroless/static-debian13', []],
    ['golang:1.24', ['Go 1.24']],
    ['php:7.4-apache', ['PHP 7.4']],
  ])('dates the end of life of %s', (reference, subjects) => {
    expect(imageFacts(reference)?.endOfLife.map((each) => each.subject)).toEqual(subjects)
  })
})

describe('baseImages', () => {
  it.each(Object.entries(baseImages))('knows the facts of %s, %s', (_name, reference) => {
    expect(imageFacts(reference)).toBeDefined()
  })
})

describe('languageImage', () => {
  it.each([
    ['node', '22', 'slim', 'node:22-trixie-slim'],
    ['node', '18', 'slim', 'node:18-bookworm-slim'],
    ['node', '23', 'slim', 'node:23-bookworm-slim'],
    ['node', '25', 'slim', 'node:25-trixie-slim'],
    ['node', '20.8.1', 'slim', 'node:20.8.1-slim'],
    ['node', '20.8', 'full', 'node:20.8'],
    ['node', '20.19', 'slim', 'node:20.19-trixie-slim'],
    ['node', '20.19.3', 'slim', 'node:20.19.3-slim'],
    ['node', '22.18.0', 'slim', 'node:22.18.0-trixie-slim'],
    ['node', '26.1.0', 'slim', 'node:26.1.0-trixie-slim'],
    ['python', '3.12', 'slim', 'python:3.12-slim-trixie'],
    ['python', '3.8', 'slim', 'python:3.8-slim-bookworm'],
    ['python', '3.8', 'alpine', 'python:3.8-alpine'],
    ['golang', '1.26', 'full', 'golang:1.26-trixie'],
    ['golang', '1.26.1', 'alpine', 'golang:1.26.1-alpine3.23'],
    ['rust', '1', 'slim', 'rust:1-slim-trixie'],
    ['golang', '1.24.1', 'full', 'golang:1.24.1-bookworm'],
    ['golang', '1.24.6', 'full', 'golang:1.24.6-trixie'],
    ['golang', '1.25.0', 'full', 'golang:1.25.0-trixie'],
    ['python', '3.12.4', 'slim', 'python:3.12.4-slim-bookworm'],
    ['python', '3.14.0', 'slim', 'python:3.14.0-slim-trixie'],
    ['rust', '1.70', 'slim', 'rust:1.70-slim-bookworm'],
  ] as const)('%s %s %s', (name, version, variant, expected) => {
    expect(languageImage(name, version, variant)).toBe(expected)
    expect(imageFacts(expected)).toBeDefined()
  })
})

import { describe, expectTypeOf, test } from 'vitest'
import { bind, cache, dockerfile, secret, ssh, stage, tmpfs, type StageBuilder } from '../../src/index.js'

// The compiler is the test: a line below `@ts-expect-error` that does compile is an error of `npm run types`.
const wrong = (_: () => unknown): void => {}

describe('wrong use does not compile', () => {
  const build = stage('build').from('golang:1.26-trixie')

  test('a stage without FROM offers only from', () => {
    // @ts-expect-error nothing can be said before FROM
    wrong(() => stage('x').run('true'))
    // @ts-expect-error it cannot be copied from
    wrong(() => build.copyFrom(stage('x'), '/a', '/b'))
    // @ts-expect-error it is not a target
    wrong(() => dockerfile(stage('x')))
  })

  test('values have the types of their instruction', () => {
    // @ts-expect-error a port is not a word
    wrong(() => build.expose('http'))
    // @ts-expect-error sctp, tcp or udp
    wrong(() => build.expose('80/http'))
    // @ts-expect-error a duration has a unit
    wrong(() => build.healthcheck(['true'], { interval: '30' }))
    // @ts-expect-error a duration is text
    wrong(() => build.healthcheck(['true'], { interval: 30 }))
    // @ts-expect-error no such option
    wrong(() => build.healthcheck(['true'], { every: '30s' }))
    // @ts-expect-error signals have names
    wrong(() => build.stopSignal('TERM'))
    // @ts-expect-error ENV takes pairs
    wrong(() => build.env('A=b'))
    // @ts-expect-error SHELL is exec form only
    wrong(() => build.shell('/bin/bash -c'))
    // @ts-expect-error no such network
    wrong(() => build.run('true', { network: 'bridge' }))
    // @ts-expect-error COPY has no checksum
    wrong(() => build.copy('a', 'b', { checksum: 'sha256:0' }))
    // @ts-expect-error ADD has no parents
    wrong(() => build.add('a', 'b', { parents: true }))
    // @ts-expect-error a number is not a source
    wrong(() => build.copy(1, 'b'))
  })

  test('mounts take the options of their type', () => {
    // @ts-expect-error sharing is for caches
    wrong(() => bind('/a', { sharing: 'locked' }))
    // @ts-expect-error env is for secrets
    wrong(() => cache('/a', { env: 'A' }))
    // @ts-expect-error no such sharing
    wrong(() => cache('/a', { sharing: 'exclusive' }))
    // @ts-expect-error size is for tmpfs
    wrong(() => cache('/a', { size: '1g' }))
    // @ts-expect-error secrets come from nowhere else
    wrong(() => secret('id', { from: 'alpine' }))
    // @ts-expect-error ssh has no env
    wrong(() => ssh({ env: 'A' }))
    // @ts-expect-error tmpfs has no mode
    wrong(() => tmpfs('/a', { mode: '0700' }))
    // @ts-expect-error a path is not a mount
    wrong(() => build.run('true', { mounts: ['/root/.cache'] }))
  })

  test('stage names complete and are checked', () => {
    const file = dockerfile(stage('runtime').from('scratch').copyFrom(build, '/app', '/app'))
    wrong(() => file.stage('build', (s) => s.run('true')))
    wrong(() => file.target('runtime'))
    // @ts-expect-error there is no such stage
    wrong(() => file.stage('biuld', (s) => s))
    // @ts-expect-error there is no such stage
    wrong(() => file.target('run-time'))
  })

  test('a step for any stage fits every stage', () => {
    const unbuffered = (s: StageBuilder) => s.env({ PYTHONUNBUFFERED: 1 })
    wrong(() => build.use(unbuffered))
    wrong(() => stage('app').from(build).copyFrom(build, '/a', '/a').use(unbuffered))
  })

  test('names travel through bases, copies and several targets', () => {
    const base = stage('base').from('node:24-slim')
    const runtime = stage('runtime').from(base).copyFrom(build, '/app', '/app')
    expectTypeOf(runtime).toExtend<StageBuilder<'runtime', 'base' | 'build'>>()
    const file = dockerfile({ targets: [base.as('dev'), runtime] })
    wrong(() => file.target('dev'))
    wrong(() => file.target('base'))
    // @ts-expect-error there is no such stage
    wrong(() => file.target('debug'))
  })
})

import { expect, it } from 'vitest'
import { bakeSettingsFrom, composeSettingsFrom } from '../../../src/generate/fleet/settings-from.js'

const secrets = { npmrc: { file: '.npmrc' }, netrc: { file: '/root/.netrc' }, token: { env: 'TOKEN' } }

it.each([
  ['.', '.npmrc'],
  ['..', '../.npmrc'],
  ['../..', '../../.npmrc'],
])('finds the files of secrets by %s', (way, file) => {
  const moved = { ...secrets, npmrc: { file } }
  expect(bakeSettingsFrom(way, { secrets, targets: ['debug'] })).toEqual({ secrets: moved, targets: ['debug'] })
  expect(composeSettingsFrom(way, { secrets })).toEqual({ secrets: moved })
})

it.each([
  ['.', './data:/data', './data:/data'],
  ['..', './data:/data', '../data:/data'],
  ['..', '../data:/data:ro', '../../data:/data:ro'],
  ['deploy', './data:/data', './deploy/data:/data'],
  ['..', 'data:/data', 'data:/data'],
  ['..', '/data:/data', '/data:/data'],
])('finds the folders of volumes by %s: %s', (way, volume, expected) => {
  expect(composeSettingsFrom(way, { volumes: { api: [volume] } })).toEqual({ volumes: { api: [expected] } })
})

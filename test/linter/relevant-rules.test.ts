import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/rules/index.js'
import type { RuleTable } from '../rules/support/table.js'
import { createRandom, generateDockerfile, mutateText } from '../parser/generate.js'
import { unheardRules } from './support/unheard.js'

/** Settings with which nearly every rule has something to say. */
const policy = {
  baseImages: { forbidden: ['*'] },
  registries: { allowed: ['registry.example.com'] },
  labels: { required: { 'org.opencontainers.image.source': 'url' }, strict: true },
  packages: { required: ['tini'], forbidden: ['curl'] },
  digests: true,
  nonRoot: true,
  maximumStages: 1,
} as const
const settings = [{}, { policy }, { builder: 'kaniko' }, { ignore: 'a\n!a/b\n.git\n', builder: 'buildah' }] as const

const folder = new URL('../rules/tables/', import.meta.url)
const modules: readonly { readonly tables: Readonly<Record<string, RuleTable>> }[] = await Promise.all(
  readdirSync(folder)
    .sort()
    .map((file) => import(new URL(file, folder).href)),
)
const cases = modules
  .flatMap(({ tables }) => Object.values(tables))
  .flatMap(({ accept, reject }) => [...accept, ...reject].map((each) => (typeof each === 'string' ? each : each[0])))
const examples = [...cases, ...rules.flatMap(({ docs }) => [docs.bad, docs.good])]
const instructions = examples.flatMap((text) => text.split(/\n(?=[A-Z]+ )/))

describe('a rule that is not about a document', () => {
  it('finds nothing in the examples and cases of any rule', () => {
    for (const [index, text] of examples.entries()) {
      expect(unheardRules(text, settings[index % settings.length]), text).toEqual([])
    }
  })

  it('finds nothing in any mixture of their instructions, also behind ONBUILD', () => {
    const random = createRandom(5)
    for (let round = 0; round < 300; round++) {
      const lines = Array.from({ length: 2 + random.below(14) }, () => {
        const instruction = instructions[random.below(instructions.length)] ?? ''
        return random.chance(0.1) && !/^(?:FROM|#)/.test(instruction) ? `ONBUILD ${instruction}` : instruction
      })
      const text = ['FROM debian:13 AS base', ...lines, 'FROM base'].join('\n')
      expect(unheardRules(text, settings[round % settings.length]), text).toEqual([])
    }
  })

  it('finds nothing in documents that nobody would write', () => {
    const random = createRandom(6)
    for (let round = 0; round < 300; round++) {
      const text = mutateText(random, generateDockerfile(random))
      expect(unheardRules(text, settings[round % settings.length]), text).toEqual([])
    }
  })
})

import { describe, expect, it } from 'vitest'
import { hclBlock, variablesOf } from '../../../../src/generate/fleet/bake/hcl.js'

describe('hclBlock', () => {
  it('aligns attributes and leaves out those without a value', () => {
    expect(hclBlock('target', 'api', { context: '.', dockerfile: undefined, tags: ['api:1'] })).toBe(
      'target "api" {\n  context = "."\n  tags    = ["api:1"]\n}\n',
    )
  })

  it.each([
    ['a"b', String.raw`"a\"b"`],
    ['a\\b', String.raw`"a\\b"`],
    ['a\nb', String.raw`"a\nb"`],
    ['a\u0007b', String.raw`"a\u0007b"`],
    ['${HOME}', '"$${HOME}"'],
    ['%{ if x }', '"%%{ if x }"'],
    ['$5 {x}', '"$5 {x}"'],
  ])('writes %j as a text', (text, spelled) => {
    expect(hclBlock('variable', 'X', { default: text })).toBe(`variable "X" {\n  default = ${spelled}\n}\n`)
  })

  it('keeps the variables of a template, and them alone', () => {
    const template = { template: '${REGISTRY}/a"b:${TAG}${upper(x)}' }
    expect(hclBlock('target', 'a', { tags: [template] })).toContain(
      String.raw`["${'${REGISTRY}'}/a\"b:${'${TAG}'}$${'${upper(x)}'}"]`,
    )
    expect(variablesOf(template)).toEqual(['REGISTRY', 'TAG'])
  })

  it('breaks long lists', () => {
    const tags = ['a', 'b'].map((letter) => letter.repeat(60))
    expect(hclBlock('group', 'default', { targets: tags })).toBe(
      `group "default" {\n  targets = [\n    "${tags[0]}",\n    "${tags[1]}",\n  ]\n}\n`,
    )
  })
})

import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import * as library from '../src/index.js'

const readme = readFileSync('README.md', 'utf8')
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code)

describe('the README tells the truth', () => {
  const generated = readFileSync('examples/go-distroless/Dockerfile', 'utf8')
  const stagesOf = (text: string): readonly string[] => text.trimEnd().split(/\n\n(?=FROM )/)

  test('its first example is the one in examples/', () => {
    expect(blocks('ts')[0]).toBe(readFileSync('examples/go-distroless/dockerfile.ts', 'utf8'))
  })

  test('the Dockerfile that it shows is what is generated, without the targets for development', () => {
    const stages = stagesOf(generated).filter((stage) => !/^FROM .* AS (?:dev|debug)$/m.test(stage))
    expect(blocks('dockerfile')[0]).toBe(`${stages.join('\n\n')}\n`)
  })

  test('its second example renders', () => {
    const { code } = transformSync(blocks('ts')[1] ?? '', { loader: 'ts', format: 'cjs' })
    const module: { exports: { default?: library.Buildable } } = { exports: {} }
    const run: unknown = new Function('require', 'module', 'exports', code)
    if (typeof run === 'function') run(() => library, module, module.exports)
    const app = module.exports.default
    expect(app && library.render(app).match(/^FROM .*$/gm)).toEqual([
      'FROM golang:1.26-trixie AS build',
      'FROM gcr.io/distroless/static-debian13:nonroot AS runtime',
    ])
  })

  test('its links lead somewhere', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(5)
    for (const path of links) expect(() => readFileSync(path), path).not.toThrow()
  })
})

import type { Project } from '../project.js'
import { maskSource } from '../source-mask.js'
import { localImports } from './local-imports.js'
import type { NextFacts, NodeManifest } from './node-facts.js'

const configs = ['next.config.js', 'next.config.mjs', 'next.config.ts', 'next.config.cjs', 'next.config.mts']

/** What stands before the object that a text ends in. */
const beforeObject = (text: string): string => {
  let depth = 0
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (text[index] === '}') depth += 1
    else if (text[index] === '{' && depth === 0) return text.slice(0, index)
    else if (text[index] === '{') depth -= 1
  }
  return ''
}

/**
 * The output that a configuration names, unless it depends on something: `...(process.env.X ? { output: 'standalone' } : {})` is absent
 * from a build without `X`.
 */
const outputIn = (code: string): string | undefined => {
  for (const { index, 1: name } of code.matchAll(/\boutput\s*:\s*['"](standalone|export)['"]/g)) {
    if (!/(?:\?|&&|\|\|)\s*\(?\s*$/.test(beforeObject(code.slice(0, index)))) return name
  }
  return undefined
}

/** What next.config says of the output. A config that computes it is not executed: `output` is then absent. */
export const readNext = (project: Project, manifest: NodeManifest): NextFacts | undefined => {
  if (manifest.dependencies['next'] === undefined) return undefined
  const config = configs.find((name) => project.has(name, 'file'))
  const text = config === undefined ? '' : (project.text(config) ?? '')
  const output = outputIn(maskSource(text, 'js').code)
  return {
    ...(output === 'standalone' || output === 'export' ? { output } : {}),
    ...(config === undefined ? {} : { config }),
    configImports: config === undefined ? [] : localImports(project, config),
    hasPublic: project.has('public', 'dir'),
  }
}

import type { Project } from '../project.js'
import { maskSource } from '../source-mask.js'
import type { NextFacts, NodeManifest } from './node-facts.js'

const configs = ['next.config.js', 'next.config.mjs', 'next.config.ts', 'next.config.cjs', 'next.config.mts']

/** What next.config says of the output. A config that computes it is not executed: `output` is then absent. */
export const readNext = (project: Project, manifest: NodeManifest): NextFacts | undefined => {
  if (manifest.dependencies['next'] === undefined) return undefined
  const config = configs.find((name) => project.has(name, 'file'))
  const text = config === undefined ? '' : (project.text(config) ?? '')
  const output = /\boutput\s*:\s*['"](standalone|export)['"]/.exec(maskSource(text, 'js').code)?.[1]
  return {
    ...(output === 'standalone' || output === 'export' ? { output } : {}),
    ...(config === undefined ? {} : { config }),
    hasPublic: project.has('public', 'dir'),
  }
}

import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { compact } from '../value.js'
import type { PrismaFacts, PrismaOutput } from './node-facts.js'

/** The `generator` blocks of a schema. */
const blocks = /^[ \t]*generator\s+\w+\s*\{([^}]*)\}/gm

const valueOf = (block: string, key: string): string | undefined =>
  new RegExp(`^\\s*${key}\\s*=\\s*"([^"]*)"`, 'm').exec(block)?.[1]

/** A file of the repository that a generator is: `bun scripts/generator.ts`. */
const programOf = (provider: string): string | undefined =>
  /^(?:(?:npx |bunx )?(?:node|bun|tsx|ts-node)(?: run)?)(?: -\S+)* ([\w./-]+)$/.exec(provider.trim())?.[1]

/** The highest folder of a path that holds nothing but the way to it, whether it was generated here or not. */
const wholeFolder = (project: Project, path: string, generated: readonly string[]): string => {
  const parts = path.split('/')
  const end = parts.findIndex((_, index) => {
    const folder = parts.slice(0, index + 1).join('/')
    const isGenerated = (name: string): boolean => generated.some((each) => `${each}/`.startsWith(`${folder}/${name}/`))
    return folder === path || !project.has(folder, 'dir') || project.list(folder).every(({ name }) => isGenerated(name))
  })
  return parts.slice(0, end + 1).join('/')
}

const schemaFiles = (project: Project, schema: string): readonly string[] =>
  project.has(schema, 'dir')
    ? project
        .list(schema)
        .filter(({ name }) => name.endsWith('.prisma'))
        .map(({ name }) => joinPath(schema, name))
    : [schema]

/** What the generators of a schema are and write. */
export const readGenerators = (project: Project, schema: string): Pick<PrismaFacts, 'generators' | 'outputs'> => {
  const found = schemaFiles(project, schema).flatMap((file) =>
    [...(project.text(file) ?? '').matchAll(blocks)].map(([, block = '']) => ({ file, block })),
  )
  const generators = found.flatMap(({ block }) => {
    const program = programOf(valueOf(block, 'provider') ?? '')
    return program !== undefined && project.has(joinPath(program), 'file') ? [joinPath(program)] : []
  })
  const written = found.flatMap(({ file, block }): readonly PrismaOutput[] => {
    const output = valueOf(block, 'output')
    if (output === undefined || output.startsWith('/')) return []
    const path = joinPath(parentPath(file), output).replace(/\/[^/]+\.[cm]?[jt]s$/, '')
    if (path === '.' || path.startsWith('..') || /(?:^|\/)node_modules(?:\/|$)|[^/]\.\w+$/.test(path)) return []
    return [{ path, isCompiled: valueOf(block, 'provider') !== 'prisma-client-js' }]
  })
  const paths = written.map(({ path }) => path)
  const compiled = new Map<string, boolean>()
  for (const { path, isCompiled } of written) {
    const folder = wholeFolder(project, path, paths)
    compiled.set(folder, isCompiled && compiled.get(folder) !== false)
  }
  const outputs = [...compiled].map(([path, isCompiled]): PrismaOutput => ({ path, isCompiled }))
  return compact({
    generators: generators.length === 0 ? undefined : generators,
    outputs: outputs.length === 0 ? undefined : outputs,
  })
}

import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { compact, stringAt } from '../value.js'
import { parseRange } from '../version-range.js'
import { expandScript } from './expand-script.js'
import { localImports } from './local-imports.js'
import type { NodeLifecycle, NodeManifest, PrismaFacts } from './node-facts.js'

const configs = ['prisma.config.ts', 'prisma.config.js', 'prisma.config.mjs']

/** Where Prisma itself looks. */
const conventional: ReadonlySet<string> = new Set(['prisma/schema.prisma', 'schema.prisma'])

const usual = ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma', 'src/prisma/schema.prisma', 'db/schema.prisma']

/** `schema: 'db/schema'` of a configuration, also as `path.join(__dirname, 'db', 'schema')`. */
const configuredSchema =
  /\bschema\s*:\s*(?:(?:path\.)?(?:join|resolve)\(\s*(?:(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*,)?)?((?:\s*['"][^'"]+['"]\s*,?)+)/

/** The schema: package.json's `prisma.schema`, prisma.config, a `--schema` of a script, else the usual places. */
const findSchema = (
  project: Project,
  scripts: string,
  configuration: string,
): Pick<PrismaFacts, 'schema' | 'unnamed'> | undefined => {
  const configured = configuredSchema
    .exec(configuration)?.[1]
    ?.match(/['"][^'"]+['"]/g)
    ?.map((part) => part.slice(1, -1))
    .join('/')
  const named = [stringAt(project.json('package.json', 'node'), 'prisma', 'schema'), configured]
  const told = /--schema[= ]+["']?([\w./-]+)/.exec(scripts)?.[1]
  const schema = [...named, told, ...usual]
    .map((path) => joinPath(path ?? ''))
    .find((path) => path !== '.' && project.has(path))
  if (schema === undefined) return undefined
  const isKnown =
    conventional.has(schema) ||
    named.some((path) => path !== undefined && joinPath(path) === schema) ||
    /\bschema\b/.test(configuration)
  return isKnown ? { schema } : { schema, unnamed: true }
}

/** `env('DATABASE_URL')` of prisma/config throws where the variable is not set. */
const insistedOn = (configuration: string): readonly string[] => [
  ...new Set([...configuration.matchAll(/(?<![\w.])env(?:<\w+>)?\(\s*['"](\w+)['"]/g)].map(([, name = '']) => name)),
]

/** Prisma's schema and when the client is generated. */
export const readPrisma = (
  project: Project,
  manifest: NodeManifest,
  lifecycle: NodeLifecycle,
): PrismaFacts | undefined => {
  const range =
    manifest.dependencies['@prisma/client'] ??
    manifest.devDependencies['@prisma/client'] ??
    manifest.devDependencies['prisma'] ??
    manifest.dependencies['prisma']
  if (range === undefined) return undefined
  const { scripts } = manifest
  const config = configs.find((name) => project.has(name, 'file'))
  const configuration = config === undefined ? '' : (project.text(config) ?? '')
  const found = findSchema(project, Object.values(scripts).join('\n'), configuration)
  if (found === undefined) return undefined
  const callers = Object.keys(scripts).filter((name) =>
    /\bprisma\s+generate\b/.test(expandScript(scripts[name] ?? '', scripts)),
  )
  const major = parseRange(range, 'npm')?.[0]?.from[0] ?? 0
  const generates = callers.some((name) => Object.hasOwn(lifecycle, name))
    ? 'install'
    : callers.some((name) => /^(?:pre|post)?build/.test(name))
      ? 'build'
      : major > 0 && major < 7 && manifest.dependencies['@prisma/client'] !== undefined
        ? 'install'
        : 'never'
  return {
    ...found,
    generates,
    callers,
    variables: insistedOn(configuration),
    configImports: config === undefined ? [] : localImports(project, config),
    ...compact({ config }),
  }
}

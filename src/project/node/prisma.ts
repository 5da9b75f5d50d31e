import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { compact, stringAt } from '../value.js'
import { expandScript } from './expand-script.js'
import { localImports } from './local-imports.js'
import type { NodeManifest, PrismaFacts } from './node-facts.js'
import { readGenerators } from './prisma-generators.js'

const configs = ['prisma.config.ts', 'prisma.config.js', 'prisma.config.mjs']

interface Schema {
  readonly path: string
  /** Prisma's commands find it by themselves. */
  readonly isFound: boolean
}

/** The schemas that scripts name, those first that a script generates or migrates with: a `db push` may be about another database. */
const namedByScripts = (scripts: NodeManifest['scripts']): readonly string[] => {
  const texts = Object.values(scripts)
  return [/\bprisma generate\b/, /\bprisma migrate\b/, /\bprisma\b/].flatMap((pattern) =>
    texts.flatMap((text) => (pattern.test(text) ? (/--schema[= ]+["']?([\w./-]+)/.exec(text)?.[1] ?? []) : [])),
  )
}

/** `schema: 'db/schema'` of a configuration, also as `path.join(__dirname, 'db', 'schema')`. */
const configuredSchema =
  /\bschema\s*:\s*(?:(?:path\.)?(?:join|resolve)\(\s*(?:(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*,)?)?((?:\s*['"][^'"]+['"]\s*,?)+)/

/** The schema: package.json's `prisma.schema`, prisma.config, a `--schema` of a script, else the usual places. */
const findSchema = (project: Project, { scripts }: NodeManifest, configuration: string): Schema | undefined => {
  const configured = configuredSchema.exec(configuration)?.[1]
  const stated = [
    stringAt(project.json('package.json', 'node'), 'prisma', 'schema'),
    configured
      ?.match(/['"][^'"]+['"]/g)
      ?.map((part) => part.slice(1, -1))
      .join('/'),
  ].flatMap((path) => path ?? [])
  const usual = [
    'prisma/schema.prisma',
    'prisma/schema',
    'schema.prisma',
    'src/prisma/schema.prisma',
    'db/schema.prisma',
  ]
  const path = [...stated, ...namedByScripts(scripts), ...usual]
    .map((each) => joinPath(each))
    .find((each) => each !== '.' && project.has(each))
  if (path === undefined) return undefined
  // https://www.prisma.io/docs/orm/reference/prisma-cli-reference#generate
  const places = [...stated.map((each) => joinPath(each)), 'prisma/schema.prisma', 'schema.prisma']
  return { path, isFound: places.includes(path) || /\bschema\b/.test(configuration) }
}

/** `env('DATABASE_URL')` of prisma/config throws where the variable is not set. */
const insistedOn = (configuration: string): readonly string[] => [
  ...new Set([...configuration.matchAll(/(?<![\w.])env(?:<\w+>)?\(\s*['"](\w+)['"]/g)].map(([, name = '']) => name)),
]

/** Prisma's schema, and what generates the client. */
export const readPrisma = (project: Project, manifest: NodeManifest): PrismaFacts | undefined => {
  const { dependencies, devDependencies, scripts } = manifest
  const packages = { ...devDependencies, ...dependencies }
  if (!('@prisma/client' in packages) && !('prisma' in packages)) return undefined
  const config = configs.find((name) => project.has(name, 'file'))
  const configuration = config === undefined ? '' : (project.text(config) ?? '')
  const found = findSchema(project, manifest, configuration)
  if (found === undefined) return undefined
  const callers = Object.keys(scripts).filter((name) =>
    /\bprisma\s+generate\b/.test(expandScript(scripts[name] ?? '', scripts)),
  )
  return {
    schema: found.path,
    ...(found.isFound ? {} : { isElsewhere: true }),
    callers,
    variables: insistedOn(configuration),
    configImports: config === undefined ? [] : localImports(project, config),
    ...compact({ config }),
    ...readGenerators(project, found.path),
  }
}

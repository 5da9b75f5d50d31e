import { baseName, joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import type { ScannedFile } from '../source-scan.js'
import { byCodeUnit } from '../value.js'
import type { PythonApp } from './python-facts.js'
import { isOfModule, needsNothing } from './python-scope.js'

/** A class or function whose result is an application. */
interface Maker {
  readonly pattern: RegExp
  readonly interface: PythonApp['interface']
  readonly framework: PythonApp['framework']
}

/** `app = FastAPI(…)`, also with an annotation, or with a module or `configure().` before the name. */
const assignment = (name: string): RegExp =>
  new RegExp(
    `^[ \\t]*(?<attribute>[A-Za-z_]\\w*)[ \\t]*(?::[^=\\n]+)?=[ \\t]*(?:\\w+(?:\\([^()\\n]*\\))?\\.)*(?:${name})[ \\t]*\\(`,
    'gm',
  )

/** A function that is an application itself, or that stands in front of one. @see https://peps.python.org/pep-3333/ */
const plainApp = /^def[ \t]+(?<attribute>\w+)[ \t]*\([ \t]*environ[ \t]*(?::[^,\n]+)?,[ \t]*start_response\b/gm

const makers: readonly Maker[] = [
  { pattern: assignment('\\w*FastAPI'), interface: 'asgi', framework: 'fastapi' },
  { pattern: assignment('Litestar'), interface: 'asgi', framework: 'litestar' },
  { pattern: assignment('Quart'), interface: 'asgi', framework: 'quart' },
  { pattern: assignment('Sanic'), interface: 'asgi', framework: 'sanic' },
  { pattern: assignment('Starlette'), interface: 'asgi', framework: 'starlette' },
  { pattern: assignment('get_asgi_application|ProtocolTypeRouter'), interface: 'asgi', framework: 'django' },
  { pattern: assignment('get_wsgi_application'), interface: 'wsgi', framework: 'django' },
  { pattern: assignment('\\w*Flask|OpenAPI'), interface: 'wsgi', framework: 'flask' },
  { pattern: assignment('asgi\\.App'), interface: 'asgi', framework: 'falcon' },
  { pattern: assignment('falcon\\.(?:App|API)'), interface: 'wsgi', framework: 'falcon' },
  { pattern: assignment('Bottle|default_app'), interface: 'wsgi', framework: 'bottle' },
  { pattern: assignment('make_wsgi_app'), interface: 'wsgi', framework: 'unknown' },
]

/** Class names by framework, to know what a factory makes. */
const classes: readonly (readonly [RegExp, PythonApp['framework'], PythonApp['interface']])[] = [
  [/\b\w*FastAPI\s*\(/, 'fastapi', 'asgi'],
  [/\bLitestar\s*\(/, 'litestar', 'asgi'],
  [/\bQuart\s*\(/, 'quart', 'asgi'],
  [/\bSanic\s*\(/, 'sanic', 'asgi'],
  [/\bStarlette\s*\(/, 'starlette', 'asgi'],
  [/\b\w*Flask\s*\(/, 'flask', 'wsgi'],
  [/\bfalcon\.asgi\.App\s*\(/, 'falcon', 'asgi'],
  [/\bfalcon\.(?:App|API)\s*\(/, 'falcon', 'wsgi'],
]

const factoryName =
  '(?:create|make|build|get|init|setup)_(?:\\w+_)?(?:app|application|asgi_app|wsgi_app|api|server)|app_factory|application_factory|create_app'

/** Folders and modules whose applications are not the service; `_login.py` is a part of something else. */
const secondary =
  /(?:^|\/)_(?!_)[^/]*\.py$|(?:^|\/)(?:tests?|testing|docs?(?:_src)?|examples?|samples?|scripts?|migrations|benchmarks?|tutorials?|notebooks?|conftest\.py)(?:\/|$)|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup)\.py$/

/** Where the import path of a file begins, and its module from there. */
export const importPath = (
  project: Project,
  path: string,
  bare: string,
): { readonly root: string; readonly module: string } => {
  let root = parentPath(path)
  while (root !== '.' && project.has(joinPath(root, '__init__.py'), 'file')) root = parentPath(root)
  if (root !== '.') {
    const candidates: string[] = []
    for (let folder = root; ; folder = parentPath(folder)) {
      candidates.push(folder)
      if (folder === '.') break
    }
    // Namespace packages have no __init__.py: absolute imports of the project's own modules tell from where they are resolved.
    const imported = [...bare.matchAll(/^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm)].map((match) => match[1] ?? '')
    const holds = (folder: string): boolean =>
      imported.some(
        (name) =>
          joinPath(folder, `${name}.py`) !== path &&
          (project.has(joinPath(folder, `${name}.py`), 'file') || project.has(joinPath(folder, name), 'dir')),
      )
    const marked = (folder: string): boolean =>
      folder !== '.' &&
      ['manage.py', 'pyproject.toml', 'setup.py', 'requirements.txt'].some((name) =>
        project.has(joinPath(folder, name), 'file'),
      )
    root = candidates.find(holds) ?? candidates.find(marked) ?? (candidates.includes('src') ? 'src' : '.')
  }
  const inner = root === '.' ? path : path.slice(root.length + 1)
  return {
    root,
    module: inner
      .replace(/\.py$/, '')
      .replace(/\/__init__$/, '')
      .replaceAll('/', '.'),
  }
}

const usualFile: readonly string[] = [
  'main.py',
  'app.py',
  'asgi.py',
  'wsgi.py',
  'application.py',
  'server.py',
  'api.py',
  '__init__.py',
  '__main__.py',
]

/** Smaller is better. */
const rank = (app: PythonApp): readonly number[] => {
  const file = usualFile.indexOf(baseName(app.place.file))
  const attribute = ['app', 'application', 'api', 'server', 'create_app'].indexOf(app.attribute)
  return [
    secondary.test(app.place.file) ? 1 : 0,
    // A part of an application: middleware, metrics.
    app.framework === 'unknown' && attribute === -1 ? 1 : 0,
    app.factory ? 1 : 0,
    file === -1 ? usualFile.length : file,
    app.place.file.split('/').length,
    attribute === -1 ? 9 : attribute,
  ]
}

const compareRanks = (a: PythonApp, b: PythonApp): number => {
  const [left, right] = [rank(a), rank(b)]
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return byCodeUnit(a.place.file, b.place.file) || byCodeUnit(a.attribute, b.attribute)
}

/** What the factory that begins at an offset makes: the first class called before the next top-level definition. */
const madeBy = (
  bare: string,
  offset: number,
): readonly [PythonApp['framework'], PythonApp['interface']] | undefined => {
  const rest = bare.slice(offset)
  const end = /\n(?=[^\s#)\]}])/.exec(rest)?.index ?? rest.length
  const found = classes.find(([pattern]) => pattern.test(rest.slice(0, end)))
  return found === undefined ? undefined : [found[1], found[2]]
}

const mentionsApp =
  /FastAPI|Litestar|Quart|Sanic|Starlette|get_[aw]sgi_application|ProtocolTypeRouter|Flask|OpenAPI|falcon|asgi\.App|Bottle|default_app|make_wsgi_app|start_response/

/** An application, or a factory that only the program's own code can call, since it wants arguments. */
interface FoundApp extends PythonApp {
  readonly wantsArguments?: true
}

const appsIn = (project: Project, file: ScannedFile): readonly FoundApp[] => {
  const { path, source } = file
  // The raw text is tried first: masking a large repository costs more than all the searches.
  if (!mentionsApp.test(source)) return []
  const { bare } = file
  const apps: FoundApp[] = []
  const add = (
    attribute: string,
    offset: number,
    made: Pick<FoundApp, 'interface' | 'framework' | 'factory' | 'wantsArguments'>,
  ): void => {
    if (apps.some((app) => app.attribute === attribute)) return
    apps.push({
      ...importPath(project, path, bare),
      attribute,
      ...made,
      place: { file: path, line: lineAt(source, offset) },
    })
  }
  for (const { pattern, interface: kind, framework } of makers) {
    for (const match of bare.matchAll(pattern))
      if (isOfModule(bare, match.index))
        add(match.groups?.['attribute'] ?? 'app', match.index, { interface: kind, framework, factory: false })
  }
  for (const match of bare.matchAll(plainApp)) {
    const framework = /\bget_wsgi_application\b/.test(bare) ? 'django' : 'unknown'
    add(match.groups?.['attribute'] ?? 'app', match.index, { interface: 'wsgi', framework, factory: false })
  }
  for (const match of bare.matchAll(
    new RegExp(`^(?:async[ \\t]+)?def[ \\t]+(?<attribute>${factoryName})[ \\t]*\\(`, 'gm'),
  )) {
    const made = madeBy(bare, match.index + 1)
    if (made !== undefined)
      add(match.groups?.['attribute'] ?? 'create_app', match.index, {
        framework: made[0],
        interface: made[1],
        factory: true,
        ...(needsNothing(bare, match.index + match[0].length) ? {} : { wantsArguments: true }),
      })
  }
  return apps
}

/** `app = create_app()` where the factory is somewhere in the project: the framework is the factory's. */
const instances = (
  project: Project,
  files: readonly ScannedFile[],
  factories: readonly PythonApp[],
): readonly PythonApp[] =>
  files
    .filter(({ source }) => factories.some(({ attribute }) => source.includes(attribute)))
    .flatMap((file) =>
      [
        ...file.bare.matchAll(
          new RegExp(
            `^(?<attribute>[A-Za-z_]\\w*)[ \\t]*(?::[^=\\n]+)?=[ \\t]*(?:\\w+\\.)*(?<factory>${factoryName})[ \\t]*\\(`,
            'gm',
          ),
        ),
      ].flatMap((match): readonly PythonApp[] => {
        const factory = factories.find(({ attribute }) => attribute === match.groups?.['factory'])
        if (factory === undefined) return []
        return [
          {
            interface: factory.interface,
            framework: factory.framework,
            ...importPath(project, file.path, file.bare),
            attribute: match.groups?.['attribute'] ?? 'app',
            factory: false,
            place: { file: file.path, line: lineAt(file.source, match.index) },
          },
        ]
      }),
    )

/** Every application object and factory in the sources, best first; those of tests, examples and scripts last. */
export const findPythonApps = (project: Project, files: readonly ScannedFile[]): readonly PythonApp[] => {
  const direct = files.flatMap((file) => appsIn(project, file))
  const factories = direct.filter(({ factory }) => factory)
  const served = direct.filter(({ wantsArguments }) => wantsArguments === undefined)
  const all = [...served, ...instances(project, files, factories)]
  const unique = new Map(all.map((app) => [`${app.place.file}:${app.attribute}`, app]))
  return [...unique.values()].sort(compareRanks)
}

/** Whether a file is the service's own, and not a test or an example. */
export const isPrimary = (path: string): boolean => !secondary.test(path)

import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import type { ScannedFile } from '../source-scan.js'
import type { DjangoFacts, PythonDependency } from './python-facts.js'

const settingsDefault = /\bsetdefault\(\s*['"]DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/

/** Files of a settings module: `config.settings.prod` may be `config/settings/prod.py` beside a `base.py`. */
const settingsFiles = (files: readonly ScannedFile[]): readonly ScannedFile[] =>
  files.filter(({ path }) =>
    /(?:^|\/)settings(?:\/[^/]+)?\.py$|(?:^|\/)settings\/|(?:^|\/)\w*settings\w*\.py$/.test(path),
  )

/** Reads Django's manage.py, wsgi.py, asgi.py and settings, without running any of them. */
export const readDjango = (
  project: Project,
  files: readonly ScannedFile[],
  dependencies: readonly PythonDependency[],
): DjangoFacts | undefined => {
  const used = dependencies.some(({ name, group }) => name === 'django' && group === 'main')
  const managePy = [
    '.',
    ...project.list('.').flatMap(({ name, kind }) => (kind === 'dir' && !name.startsWith('.') ? [name] : [])),
  ]
    .map((folder) => joinPath(folder, 'manage.py'))
    .find((path) => project.has(path, 'file') && /django/i.test(project.text(path) ?? ''))
  if (!used && managePy === undefined) return undefined
  const moduleIn = (pattern: RegExp): string | undefined =>
    files
      .filter(({ path }) => pattern.test(path))
      .map(({ code }) => settingsDefault.exec(code)?.[1])
      .find((name) => name !== undefined)
  // A server imports wsgi.py or asgi.py; manage.py often names the developer's settings.
  const settingsModule = moduleIn(/(?:^|\/)[aw]sgi\.py$/) ?? moduleIn(/(?:^|\/)manage\.py$/)
  const settings = settingsFiles(files)
    .map(({ code }) => code)
    .join('\n')
  return {
    ...(managePy === undefined ? {} : { managePy }),
    ...(settingsModule === undefined ? {} : { settingsModule }),
    staticRoot: /^\s*STATIC_ROOT\s*(?::[^=\n]+)?=/m.test(settings),
    staticFiles: /['"]django\.contrib\.staticfiles['"]/.test(settings),
    whitenoise: dependencies.some(({ name }) => name === 'whitenoise') || /['"]whitenoise\./.test(settings),
  }
}

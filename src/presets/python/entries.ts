import type { Facts, PythonEntry, PythonFacts } from '../../project/facts.js'
import type { PresetVariant } from '../define-preset.js'
import { few } from './locals.js'
import { quoted, refusal } from './refusal.js'

/** What starts an entry point, and the folder that must be on the import path. */
export const entryCommand = (entry: PythonEntry): { readonly command: readonly string[]; readonly root: string } => {
  if (entry.kind === 'console-script') return { command: [entry.name], root: '.' }
  return entry.kind === 'module'
    ? { command: ['python', '-m', entry.module], root: entry.root }
    : { command: ['python', entry.file], root: '.' }
}

const reasons = {
  'no-build-system': ['has no `[build-system]`', 'Add a `[build-system]`'],
  settings: ['says that the project is no package', 'Make it one'],
  'no-module': ['has no module of its name to package', 'Name its `packages`'],
} as const

/** A console script is there once the project itself is installed. */
const checkScripts = ({ project }: PythonFacts, call: string): void => {
  const [script] = Object.entries(project?.scripts ?? {})
  if (project?.notInstalled === undefined || script === undefined) return
  const [name, target] = script
  const [module = '', object = ''] = target.split(':')
  const [why, repair] = reasons[project.notInstalled]
  refusal(
    'script-not-installed',
    `\`${call}\` found the console script \`${name}\` in \`${project.file}\`, but an install does not make it: the file ${why}, so only the dependencies are installed.`,
    `${repair}, or call the function: \`${call.slice(0, -1)}{ command: ['python', '-c', 'from ${module} import ${object.split('.')[0] ?? ''}; ${object}()'] })\`.`,
  )
}

/** The console scripts of which none is the obvious one, since none is called like the project. */
const rivalScripts = (python: PythonFacts): readonly string[] => {
  const names = python.entries.flatMap((entry) => (entry.kind === 'console-script' ? [entry.name] : []))
  return names.length > 1 && !names.includes(python.project?.name ?? '') ? names : []
}

/** Files that run by themselves, where nothing says which of them is the program. */
const rivalFiles = (python: PythonFacts): readonly string[] =>
  python.entries.flatMap((entry) => (entry.kind === 'file' && entry.rival ? [entry.file] : []))

/** A variant for each console script, or for each file, of a project that has several and serves no application. */
export const pythonVariants = ({ python }: Facts): readonly PresetVariant[] =>
  python === undefined || python.app
    ? []
    : [
        ...rivalScripts(python).map((name) => ({ name, options: { command: [name] } })),
        ...rivalFiles(python).map((file) => ({
          name: file.replace(/\.py$/, ''),
          options: { command: ['python', file] },
        })),
      ]

/**
 * The entry point of a project that serves no application.
 *
 * @throws GenDockerfileError `several-entry-points`, `inline-dependencies`, `script-not-installed`, `no-entry-point`
 */
export const chooseEntry = (python: PythonFacts, call: string): PythonEntry => {
  const rivals = rivalScripts(python)
  if (rivals.length > 0) {
    return refusal(
      'several-entry-points',
      `\`${call}\` found ${rivals.length} console scripts in \`${python.project?.file ?? 'pyproject.toml'}\`: ${quoted(rivals)}.`,
      `Choose one: \`${call.slice(0, -1)}{ command: ['${rivals[0] ?? ''}'] })\`, or export one for each.`,
    )
  }
  const files = rivalFiles(python)
  if (files.length > 0) {
    return refusal(
      'several-entry-points',
      `\`${call}\` found ${files.length} scripts that run by themselves, and none with a usual name such as \`main.py\`: ${few(files, 6)}.`,
      `Choose one: \`${call.slice(0, -1)}{ command: ['python', '${files[0] ?? ''}'] })\`, or export one for each.`,
    )
  }
  const own = python.entries.find((entry) => entry.kind === 'console-script' && entry.name === python.project?.name)
  const entry = own ?? python.entries[0]
  if (entry?.kind === 'file' && entry.inline && !python.dependencies.some(({ group }) => group === 'main')) {
    return refusal(
      'inline-dependencies',
      `\`${call}\` found \`${entry.file}\`, which names its dependencies in a comment (\`# /// script\`): no install reads them, so they would be missing.`,
      'Name them in `[project]` of pyproject.toml, or in requirements.txt.',
    )
  }
  if (entry !== undefined) return entry
  checkScripts(python, call)
  return refusal(
    'no-entry-point',
    `\`${call}\` found nothing to run: no ASGI or WSGI application, no console script, no \`__main__.py\`, no \`main.py\`.`,
    `Say what to run: \`${call.slice(0, -1)}{ command: ['python', 'service.py'] })\`.`,
  )
}

import { refuse } from '../../builders/refuse.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import type { NodeOptions } from './options.js'

/** How the container starts. */
export interface Start {
  /** The file that node runs, when it is a file. */
  readonly file?: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const hint = "Set `nodeProdDeps({ entry: 'dist/main.js' })`, or the whole `command`."

/** What the container runs: the option, else the start script, `main` or a conventional file. */
export const startOf = (node: NodeFacts, options: NodeOptions, builds: boolean): Start => {
  if (options.command) return { command: options.command, env: {} }
  if (options.entry !== undefined) return { file: options.entry, command: ['node', options.entry], env: {} }
  const { entry, framework } = node
  if (node.next?.output === 'standalone') return { file: 'server.js', command: ['node', 'server.js'], env: {} }
  if (!entry) {
    const why =
      framework?.kind === 'static'
        ? `It is built with ${framework.name}, which makes files for a web server and has nothing to start.`
        : 'package.json has no `start` script and no `main`, and there is no `index.js` or `server.js`.'
    return refuse('no-entry-point', `nodeProdDeps() does not know what to start. ${why}`, hint)
  }
  if (entry.kind === 'file') {
    if (!entry.exists && !builds) {
      refuse(
        'missing-entry-point',
        `nodeProdDeps() would start \`${entry.file}\` (from ${entry.source === 'start-script' ? 'the start script' : `\`${entry.source}\``}), which is neither in the repository nor built by a \`build\` script.`,
        hint,
      )
    }
    return { file: entry.file, command: ['node', ...entry.nodeArgs, entry.file, ...entry.args], env: entry.env }
  }
  return { command: commandWords(node, entry.command, entry.words), env: entry.env }
}

/** Programs that come with the image. */
const present = new Set(['node', 'npm', 'npx', 'bun'])

const commandWords = (node: NodeFacts, command: string, words: readonly string[] | undefined): readonly string[] => {
  const [tool, ...rest] = words ?? []
  if (tool === undefined) {
    return refuse(
      'start-needs-shell',
      `The start script \`${command}\` needs a shell, so signals would not reach the service.`,
      hint,
    )
  }
  const { dependencies, devDependencies } = node.manifest
  if (tool in devDependencies && !(tool in dependencies)) {
    refuse(
      'start-needs-dev-dependency',
      `The start script \`${command}\` runs \`${tool}\`, a development dependency, which the image does not have.`,
      `Add a \`build\` script that makes JavaScript, or move \`${tool}\` to \`dependencies\`.`,
    )
  }
  return present.has(tool) ? [tool, ...rest] : [`node_modules/.bin/${tool}`, ...rest]
}

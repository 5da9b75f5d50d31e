import { refuse } from '../../builders/refuse.js'
import type { NodeEntry, NodeFacts } from '../../project/node/node-facts.js'
import { isDevOnly } from './bins.js'
import type { ManagerKind } from './managers.js'
import type { NodeOptions } from './options.js'

type Environment = Readonly<Record<string, string>>

/** How the container starts: node with a file, or another command. */
export type Start =
  | {
      readonly kind: 'file'
      readonly file: string
      readonly nodeArgs: readonly string[]
      readonly args: readonly string[]
      readonly env: Environment
    }
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly env: Environment }

const hint = "Set `nodeProdDeps({ entry: 'dist/main.js' })`, or the whole `command`."

const fileStart = (
  file: string,
  nodeArgs: readonly string[] = [],
  args: readonly string[] = [],
  env: Environment = {},
): Start => ({ kind: 'file', file: file.replace(/^\.\//, ''), nodeArgs, args, env })

/** A command that is node with a file of the service is a start of that file. */
const commandStart = (words: readonly string[]): Start => {
  const [tool, file, ...args] = words
  const isFile = tool === 'node' && file !== undefined && !/^[-/]/.test(file)
  return isFile ? fileStart(file, [], args) : { kind: 'command', words, env: {} }
}

/** What the container runs: the option, else the start script, `main`, a framework's or a conventional file. */
export const startOf = (node: NodeFacts, options: NodeOptions, builds: boolean, manager: ManagerKind): Start => {
  if (options.command) return commandStart(options.command)
  if (options.entry !== undefined) return fileStart(options.entry)
  const { entry, framework, next } = node
  if (next?.output === 'standalone' && builds) return fileStart('server.js')
  if (next?.output === 'export') return refuseStatic('next', node)
  if (!entry) {
    if (framework?.kind === 'static') return refuseStatic(framework.name, node)
    return refuse(
      'no-entry-point',
      'nodeProdDeps() does not know what to start: package.json has no `start` script and no `main`, and there is no `index.js` or `server.js`.',
      hint,
    )
  }
  if (entry.kind === 'command') return scriptStart(node, entry, manager)
  if (!entry.exists && !builds) {
    const source = entry.source === 'start-script' ? 'the start script' : `\`${entry.source}\` of package.json`
    refuse(
      'missing-entry-point',
      `nodeProdDeps() would start \`${entry.file}\`, which ${source} names, but it is not in the repository and no \`build\` script makes it.`,
      node.typescript
        ? 'Add a script `build` that compiles the sources, such as `tsc`, or name another with `nodeProdDeps({ build: … })`.'
        : hint,
    )
  }
  return fileStart(entry.file, withoutEnvFiles(entry.nodeArgs), entry.args, entry.env)
}

const refuseStatic = (name: string, { build }: NodeFacts): never =>
  refuse(
    'static-site',
    `nodeProdDeps() makes images of services, but this repository builds files for a web server with \`${name}\` and has nothing to start.`,
    `Serve \`${name === 'next' ? 'out' : (build?.output ?? 'dist')}\` from an image such as \`nginxinc/nginx-unprivileged\`, written with the builders, or add a \`start\` script that runs a server.`,
  )

/** Without `--env-file`: what it names holds secrets and is not part of the image; the container's own environment is. */
const withoutEnvFiles = (args: readonly string[]): readonly string[] =>
  args.filter(
    (arg, index) =>
      !/^--env-file(?:-if-exists)?(?:=|$)/.test(arg) && !/^--env-file(?:-if-exists)?$/.test(args[index - 1] ?? ''),
  )

type CommandEntry = Extract<NodeEntry, { kind: 'command' }>

const severalPrograms = new Set(['npm-run-all', 'npm-run-all2', 'run-p', 'run-s', 'concurrently', 'turbo', 'nx'])
const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'cd', 'make', 'docker', 'docker-compose', 'export', 'source'])

const scriptStart = (node: NodeFacts, { command, words, env }: CommandEntry, manager: ManagerKind): Start => {
  const [tool, ...rest] = withoutRunner(words ?? [])
  if (tool === undefined || shells.has(tool)) {
    const file = /\bnode\s+(?:-\S+\s+)*([\w./-]+)\s*$/.exec(command)?.[1]
    return refuse(
      'start-needs-shell',
      `The start script \`${command}\` needs a shell, which would keep signals from the service and hide failures before it.`,
      file === undefined
        ? hint
        : `Start the service alone, \`nodeProdDeps({ entry: '${file}' })\`, and do the rest in a step of its own, such as a release job.`,
    )
  }
  if (severalPrograms.has(tool)) {
    refuse(
      'start-runs-several',
      `The start script \`${command}\` starts other scripts, perhaps several at once, while a container runs one program.`,
      hint,
    )
  }
  if (isDevOnly(tool, node.manifest)) {
    refuse(
      'start-needs-dev-dependency',
      `The start script \`${command}\` runs \`${tool}\`, which comes with a development dependency, so the image would not have it.`,
      /^(?:tsx|ts-node\S*|babel-node|swc-node|nest)$/.test(tool)
        ? `Add a \`build\` script that makes JavaScript and start that, or move \`${tool}\` to \`dependencies\`.`
        : `Move it to \`dependencies\`, or set \`nodeProdDeps({ entry: … })\`.`,
    )
  }
  // tsx would run node as a child and stand between it and the signals. https://tsx.is/dev-api/node-cli
  if (tool === 'tsx' && rest[0] !== undefined && !rest[0].startsWith('-') && rest[0] !== 'watch') {
    return fileStart(rest[0], ['--import', 'tsx'], rest.slice(1), env)
  }
  if (tool === 'bun' && manager !== 'bun') {
    refuse(
      'start-needs-bun',
      `The start script \`${command}\` runs \`bun\`, but dependencies are installed with \`${manager}\`.`,
      hint,
    )
  }
  const present = tool === 'node' || tool === 'npm' || tool === 'bun' || tool.includes('/')
  return { kind: 'command', words: [present ? tool : `node_modules/.bin/${tool}`, ...rest], env }
}

const withoutRunner = (words: readonly string[]): readonly string[] => {
  const [first, second, ...rest] = words
  if (first === 'npx' && second?.startsWith('-') === false) return [second, ...rest]
  return /^(?:pnpm|yarn|npm|bun)$/.test(first ?? '') && /^(?:exec|x)$/.test(second ?? '') ? rest : words
}

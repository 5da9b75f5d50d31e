import { refuse } from '../../builders/refuse.js'
import type { NodeEntry, NodeFacts } from '../../project/node/node-facts.js'
import { isDevOnly } from './bins.js'
import type { ManagerKind } from './managers.js'
import type { NodeOptions } from './options.js'
import { isBuilt, isTypeScript } from './outputs.js'

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

const bunStart = (file: string, args: readonly string[] = [], env: Environment = {}): Start => ({
  kind: 'command',
  words: ['bun', file, ...args],
  env,
})

/** A command that is node with a file of the service is a start of that file. */
const commandStart = (words: readonly string[]): Start => {
  const [tool, file, ...args] = words
  const isFile = tool === 'node' && file !== undefined && !/^[-/]|(?:^|\/)node_modules\//.test(file)
  return isFile ? fileStart(file, [], args) : { kind: 'command', words, env: {} }
}

/** What the container runs: the option, else the start script, `main`, a framework's or a conventional file. */
export const startOf = (node: NodeFacts, options: NodeOptions, builds: boolean, manager: ManagerKind): Start => {
  if (options.command) return commandStart(options.command)
  const needsBun = (file: string): boolean =>
    builds && manager === 'bun' && node.build?.isForBun === true && isBuilt(file, node)
  if (options.entry !== undefined) return needsBun(options.entry) ? bunStart(options.entry) : fileStart(options.entry)
  const { entry, framework, next } = node
  if (next?.output === 'standalone' && builds) return fileStart('server.js')
  if (next?.output === 'export') return refuseStatic('next', node)
  if (!entry) {
    if (framework?.kind === 'static') return refuseStatic(framework.name, node)
    return refuseUnknown(node, manager)
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
  if (needsBun(entry.file)) return bunStart(entry.file, entry.args, entry.env)
  return fileStart(entry.file, withoutEnvFiles(entry.nodeArgs), entry.args, entry.env)
}

/** Nothing says what to start: what is missing is told by what is there. */
const refuseUnknown = ({ build, next, framework, devFile }: NodeFacts, manager: ManagerKind): never => {
  if (build?.tool === 'nx') {
    refuse(
      'no-entry-point',
      `nodeProdDeps() does not know what to start: the script \`${build.script}\` (\`${build.command}\`) builds what Nx finds, and an image is of one application.`,
      "Add a script for it, such as `build:api` (`nx build api`), and set `nodeProdDeps({ build: 'build:api', entry: 'dist/apps/api/main.js' })`.",
    )
  }
  if (next?.config !== undefined) {
    refuse(
      'no-start-script',
      `There is a \`${next.config}\`, but package.json has no scripts that build the site and start it.`,
      'Add `"build": "next build"` and `"start": "next start"` to its `scripts`.',
    )
  }
  if (framework !== undefined && devFile !== undefined) {
    const isDirect = manager === 'bun' || !isTypeScript(devFile)
    refuse(
      'no-start-script',
      `nodeProdDeps() does not know what to start: package.json has no \`start\` script, only one for developers, which runs \`${devFile}\`.`,
      isDirect
        ? `Add \`"start": "${manager === 'bun' ? 'bun' : 'node'} ${devFile}"\` to its \`scripts\`.`
        : 'Add a script `build` that makes JavaScript of it, such as `tsc`, and a script `start` that runs that with `node`.',
    )
  }
  return refuse(
    'no-entry-point',
    'nodeProdDeps() does not know what to start: package.json has no `start` script and no `main`, and there is no `index.js` or `server.js`.',
    hint,
  )
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
  const [tool, ...rest] = words ?? []
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

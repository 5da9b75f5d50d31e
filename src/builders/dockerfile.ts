import type { EscapeCharacter } from '../model/document.js'
import { brand, hasBrand } from './brand.js'
import { checkOptions } from './check-options.js'
import { commentLines } from './comment.js'
import type { Amendment } from './amend.js'
import type { DockerignoreBuilder } from './dockerignore.js'
import type { Text } from './literal.js'
import { checkFilled, refuse, show } from './refuse.js'
import { reachableStages } from './reachable.js'
import { isStage, state, type AnyStage, type StageEdit } from './stage-value.js'
import { checkSuppression, type Suppression } from './suppression.js'
import { StageBuilder, type StageNames } from './stage.js'
import { nearest } from '../words/nearest.js'

/** The `# check=` directive: which of BuildKit's checks to skip or to add, and whether findings fail the build. */
export interface CheckOptions {
  readonly skip?: 'all' | readonly string[]
  readonly experimental?: 'all' | readonly string[]
  readonly error?: boolean
}

/** Options of {@link dockerfile}. */
export interface DockerfileOptions<Target = AnyStage> {
  /** The stages that can be built by name; the last is what a build without `--target` gives. */
  readonly targets: readonly Target[]
  /** The frontend image; `docker/dockerfile:1` by default, false for builders that cannot fetch it. */
  readonly syntax?: string | false
  /** The escape character; the backtick is for Windows paths. */
  readonly escape?: EscapeCharacter
  readonly check?: CheckOptions
  /** Global build arguments, for the image names of FROM; undefined is an argument without a default. */
  readonly args?: Readonly<Record<string, Text | undefined>>
  /** Comment lines at the top. */
  readonly comment?: string
  /** Name of the file to write, relative to `dockerfile.ts`; `Dockerfile` by default. */
  readonly file?: string
  /** The build context, relative to `dockerfile.ts`. */
  readonly context?: string
  /**
   * The ignore file: derived from what is copied by default, hand-made by {@link dockerignore}, or false for none. `'merge'`
   * derives it and adds the patterns of the `.dockerignore` at the context's root that somebody wrote by hand, which stays.
   *
   * @example
   * ```ts
   * dockerfile({ targets: [stage().from('alpine:3.23').copy('app', '/app')], ignore: 'merge' })
   * // # syntax=docker/dockerfile:1
   * //
   * // FROM alpine:3.23
   * // COPY app /app
   * ```
   */
  readonly ignore?: DockerignoreBuilder | 'merge' | false
}

/** What a dockerfile builder knows. */
export interface DockerfileState extends DockerfileOptions {
  readonly edits: readonly StageEdit[]
  readonly suppressions: readonly Suppression[]
  /** Changes of the document once its stages are known. */
  readonly amendments?: readonly Amendment[]
}

const known = ['targets', 'syntax', 'escape', 'check', 'args', 'comment', 'file', 'context', 'ignore']

/** Whether a value was made by {@link dockerfile}. */
export const isDockerfile = (value: unknown): value is DockerfileBuilder => hasBrand(value, 'dockerfile')

/** A whole Dockerfile: its targets and what stands around the stages. Immutable like a stage. */
export class DockerfileBuilder<Names extends string = string> {
  readonly [brand] = 'dockerfile' as const
  readonly [state]: DockerfileState
  /** Carries the names of the stages for the compiler; it has no value. */
  declare readonly stageNames: Names

  constructor(content: DockerfileState) {
    this[state] = Object.freeze(content)
    Object.freeze(this)
  }

  /**
   * Changes a stage by its name; what refers to it sees the change.
   *
   * @example
   * ```ts
   * const build = stage('build').from('golang:1.26-trixie').run('go build -o /app')
   * const file = dockerfile(stage('runtime').from('debian:trixie-slim').copyFrom(build, '/app', '/app'))
   * file.stage('runtime', (s) => s.expose(8080))
   * // # syntax=docker/dockerfile:1
   * //
   * // FROM golang:1.26-trixie AS build
   * // RUN go build -o /app
   * //
   * // FROM debian:trixie-slim AS runtime
   * // COPY --from=build /app /app
   * // EXPOSE 8080
   * ```
   * @throws GenDockerfileError `unknown-stage`
   */
  stage<Name extends Names, More extends StageBuilder>(
    name: Name,
    edit: (stage: StageBuilder<Name, Names>) => More,
  ): DockerfileBuilder<Names | StageNames<More>> {
    this.#find(name)
    const apply = (before: AnyStage): AnyStage => {
      const after = edit(new StageBuilder<Name, Names>(before[state]))
      return isStage(after)
        ? new StageBuilder({ ...after[state], name })
        : refuse('invalid-step', `The function for the stage \`${name}\` must return a stage, not ${show(after)}.`)
    }
    return new DockerfileBuilder({ ...this[state], edits: [...this[state].edits, { name, edit: apply }] })
  }

  /**
   * The stage of a name, or the last target, to build on: `from(file.target('build'))`.
   *
   * @throws GenDockerfileError `unknown-stage`
   */
  target<Name extends Names>(name?: Name): StageBuilder<Name, Names> {
    const found = name === undefined ? this[state].targets.at(-1) : this.#find(name)
    if (!found) return refuse('missing-target', 'The document has no target.')
    return new StageBuilder({ ...found[state], edits: [...found[state].edits, ...this[state].edits] })
  }

  /** Accepts a finding of a rule anywhere in the document; the reason is required. Writes nothing. */
  ignore(suppression: Suppression): DockerfileBuilder<Names> {
    return new DockerfileBuilder({
      ...this[state],
      suppressions: [...this[state].suppressions, checkSuppression(suppression)],
    })
  }

  /** The same document with other options: `file.with({ file: 'api.Dockerfile' })`. */
  with(options: Omit<DockerfileOptions, 'targets'>): DockerfileBuilder<Names> {
    checkHead(options)
    return new DockerfileBuilder({ ...this[state], ...options })
  }

  #find(name: string): AnyStage {
    const stages = reachableStages(this[state].targets, this[state].edits)
    const found = stages.find((each) => each[state].name === name)
    if (found) return found
    const names = stages.flatMap((each) => each[state].name ?? [])
    const near = nearest(name, names)
    return refuse(
      'unknown-stage',
      `There is no stage ${show(name)} in this document.`,
      near
        ? `Did you mean \`${near}\`?`
        : `Its stages are ${names.map((each) => `\`${each}\``).join(', ') || 'all unnamed'}.`,
    )
  }
}

const checkHead = (options: object): void => {
  checkOptions(options, known, 'dockerfile()')
  const { syntax, escape, file, context, comment, ignore } = options as Partial<DockerfileOptions>
  if (syntax !== undefined && syntax !== false && /\s/.test(checkFilled(syntax, 'The `syntax` option'))) {
    refuse('invalid-value', `The \`syntax\` option ${show(syntax)} is not the name of an image.`)
  }
  if (escape !== undefined && escape !== '\\' && escape !== '`') {
    refuse('invalid-value', `The \`escape\` option ${show(escape)} must be a backslash or a backtick.`)
  }
  if (file !== undefined) checkFilled(file, 'The `file` option')
  if (context !== undefined) checkFilled(context, 'The `context` option')
  if (comment !== undefined) commentLines(comment)
  if (ignore !== undefined && ignore !== false && ignore !== 'merge' && !hasBrand(ignore, 'dockerignore')) {
    refuse(
      'invalid-value',
      `The \`ignore\` option ${show(ignore)} says nothing about the ignore file.`,
      "Write `'merge'`, `false` or `dockerignore().exclude(…)`; without the option it is derived.",
    )
  }
}

type NamesOfTargets<Targets extends readonly unknown[]> = StageNames<Targets[number]>

/**
 * A Dockerfile with several targets, directives, global arguments or a file name of its own. A stage alone needs none
 * of this: it can be exported as it is.
 *
 * @example
 * ```ts
 * const base = stage('base').from('node:$NODE_VERSION').workdir('/app')
 * dockerfile({
 *   args: { NODE_VERSION: '24-slim' },
 *   check: { skip: ['SecretsUsedInArgOrEnv'] },
 *   targets: [base.as('dev').cmd(['npm', 'run', 'dev']), base.as('runtime').cmd(['node', 'server.js'])],
 * })
 * // # syntax=docker/dockerfile:1
 * // # check=skip=SecretsUsedInArgOrEnv
 * //
 * // ARG NODE_VERSION=24-slim
 * //
 * // FROM node:$NODE_VERSION AS dev
 * // WORKDIR /app
 * // CMD ["npm", "run", "dev"]
 * //
 * // FROM node:$NODE_VERSION AS runtime
 * // WORKDIR /app
 * // CMD ["node", "server.js"]
 * ```
 * @throws GenDockerfileError `missing-target`, `invalid-option`, `invalid-value`
 */
export function dockerfile<Target extends StageBuilder>(target: Target): DockerfileBuilder<StageNames<Target>>
export function dockerfile<const Targets extends readonly StageBuilder[]>(
  options: Omit<DockerfileOptions, 'targets'> & { readonly targets: Targets },
): DockerfileBuilder<NamesOfTargets<Targets>>
export function dockerfile(given: AnyStage | DockerfileOptions): DockerfileBuilder {
  const options = isStage(given) ? { targets: [given] } : given
  if (typeof options !== 'object' || options === null) {
    return refuse('invalid-value', `dockerfile() takes a stage or options, not ${show(given)}.`)
  }
  checkHead(options)
  if (!Array.isArray(options.targets) || options.targets.length === 0) {
    refuse('missing-target', 'dockerfile() needs at least one stage in `targets`.')
  }
  for (const target of options.targets) {
    if (!isStage(target)) refuse('invalid-stage', `A target must be a stage, not ${show(target)}.`)
  }
  return new DockerfileBuilder({ ...options, edits: [], suppressions: [] })
}

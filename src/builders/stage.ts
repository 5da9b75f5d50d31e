import { brand, brandOf, hasBrand } from './brand.js'
import { checkOptions } from './check-options.js'
import { commentLines } from './comment.js'
import type { DockerfileBuilder } from './dockerfile.js'
import { argStep } from './instructions/arg.js'
import {
  cmdStep,
  entrypointStep,
  healthcheckStep,
  shellStep,
  type HealthcheckOptions,
} from './instructions/commands.js'
import { addStep, copyFromStep, copyStep, type AddOptions, type CopyOptions, type Source } from './instructions/copy.js'
import { envStep, labelStep, type Pairs } from './instructions/key-values.js'
import { exposeStep, stopSignalStep, userStep, volumeStep, workdirStep } from './instructions/lines.js'
import { onBuildStep, type Trigger } from './instructions/on-build.js'
import { rawStep } from './instructions/raw.js'
import { runStep, type RunOptions } from './instructions/run.js'
import type { Text } from './literal.js'
import { currentOrigin } from './origin.js'
import { checkFilled, checkText, refuse, show } from './refuse.js'
import type { Script } from './script.js'
import type { Shell } from './shell.js'
import { checkImage } from './image-name.js'
import { checkStageName } from './stage-name.js'
import { checkSuppression, type Suppression } from './suppression.js'
import { state, type AnyStage, type StageState } from './stage-value.js'
import type { Entry, LowerContext, Step } from './step.js'
import type { Port, Signal } from './values.js'

/** Options of {@link UnstartedStage.from}. */
export interface FromOptions {
  /** Platform of the base image: `$BUILDPLATFORM`, `linux/amd64`. */
  readonly platform?: string
  /** Comment lines above FROM. */
  readonly comment?: string
}

/** The names of the stages that a stage brings with it, its own included. */
export type StageNames<Value> = Value extends StageBuilder<infer Name, infer Known> ? Name | Known : never

/** A stage without its FROM yet: nothing else can be said before that. */
export interface UnstartedStage<Name extends string> {
  readonly [brand]: 'unstarted-stage'
  /**
   * `FROM image`, or `FROM` another stage, which then comes first in the document.
   *
   * @example
   * ```ts
   * const base = stage('base').from('debian:trixie-slim')
   * stage('app').from(base)
   * // FROM debian:trixie-slim AS base
   * //
   * // FROM base AS app
   * ```
   * @throws GenDockerfileError `invalid-image` for what is not an image name.
   */
  from(image: string, options?: FromOptions): StageBuilder<Name, never>
  from<Base extends StageBuilder>(base: Base, options?: FromOptions): StageBuilder<Name, StageNames<Base>>
  from<Names extends string>(base: DockerfileBuilder<Names>, options?: FromOptions): StageBuilder<Name, Names>
}

/** A context in which every name is known, to find mistakes when the call is made. */
const probe: LowerContext = { escape: '\\', nameOf: () => 'stage', external: (image) => image }

/**
 * A stage of a Dockerfile. Every method returns a new builder and leaves this one as it is.
 */
export class StageBuilder<Name extends string = string, Known extends string = string> implements AnyStage {
  readonly [brand] = 'stage' as const
  readonly [state]: StageState
  /** Carries the names of the stages for the compiler; it has no value. */
  declare readonly stageNames: Name | Known

  constructor(content: StageState) {
    this[state] = Object.freeze(content)
    Object.freeze(this)
  }

  #with<More extends string = never>(entry: Entry): StageBuilder<Name, Known | More> {
    const { name, base, platform, comment, origin, entries, edits } = this[state]
    return new StageBuilder({ name, base, platform, comment, origin, entries: { entry, before: entries }, edits })
  }

  #step<More extends string = never>(step: Step): StageBuilder<Name, Known | More> {
    step.lower(probe)
    const origin = currentOrigin()
    return this.#with<More>(origin === undefined ? { kind: 'step', step } : { kind: 'step', step, origin })
  }

  /**
   * Names or renames the stage, for two stages that share a beginning.
   *
   * @example
   * ```ts
   * const base = stage('base').from('node:24-slim').workdir('/app')
   * base.as('test').run('npm test')
   * // FROM node:24-slim AS test
   * // WORKDIR /app
   * // RUN npm test
   * ```
   * @throws GenDockerfileError `invalid-stage-name`
   */
  as<const NewName extends string>(name: NewName): StageBuilder<NewName, Known> {
    return new StageBuilder({ ...this[state], name: checkStageName(name) })
  }

  /**
   * `ARG name` or `ARG name=default`: a build argument, visible in this stage from here on.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').arg('VERSION', '1.0').arg('TARGETARCH')
   * // FROM alpine:3.23
   * // ARG VERSION=1.0
   * // ARG TARGETARCH
   * ```
   * @throws GenDockerfileError `invalid-variable-name`
   */
  arg(name: string, value?: Text): StageBuilder<Name, Known> {
    return this.#step(argStep(name, value))
  }

  /**
   * `ENV name=value …`: variables of the build steps that follow and of the running container.
   *
   * @example
   * ```ts
   * stage().from('python:3.14-slim').env({ PYTHONUNBUFFERED: 1, PATH: '/app/.venv/bin:$PATH', GREETING: 'say "hi"' })
   * // FROM python:3.14-slim
   * // ENV PYTHONUNBUFFERED=1 \
   * //     PATH=/app/.venv/bin:$PATH \
   * //     GREETING="say \"hi\""
   * ```
   * @throws GenDockerfileError `invalid-variable-name`, `line-break-in-value`, `invalid-reference`
   */
  env(pairs: Pairs): StageBuilder<Name, Known> {
    return this.#step(envStep(pairs))
  }

  /**
   * `LABEL name=value …`: metadata of the image.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').label({ 'org.opencontainers.image.title': 'My app' })
   * // FROM alpine:3.23
   * // LABEL org.opencontainers.image.title="My app"
   * ```
   * @throws GenDockerfileError `invalid-label`, `line-break-in-value`
   */
  label(pairs: Pairs): StageBuilder<Name, Known> {
    return this.#step(labelStep(pairs))
  }

  /**
   * `WORKDIR path`: the directory of the instructions that follow and of the running container; made when missing.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').workdir('/app')
   * // FROM alpine:3.23
   * // WORKDIR /app
   * ```
   */
  workdir(path: Text): StageBuilder<Name, Known> {
    return this.#step(workdirStep(path))
  }

  /**
   * `USER user[:group]`: who runs the instructions that follow and the container. Numeric ids work in every image.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').user(10001, 10001)
   * // FROM alpine:3.23
   * // USER 10001:10001
   * ```
   */
  user(user: Text | number, group?: Text | number): StageBuilder<Name, Known> {
    return this.#step(userStep(user, group))
  }

  /**
   * `RUN command`: a string is read by the shell, an array is run as it is, {@link script} makes a heredoc.
   *
   * @example
   * ```ts
   * stage().from('node:24-slim').run('npm ci', { mounts: [cache('/root/.npm')], network: 'default' }).run(['node', '-v'])
   * // FROM node:24-slim
   * // RUN --mount=type=cache,target=/root/.npm --network=default npm ci
   * // RUN ["node", "-v"]
   * ```
   * @throws GenDockerfileError `line-break-in-command`, `heredoc-in-command`, `invalid-mount`, `invalid-option`
   */
  run(command: string | Shell | Script | readonly string[], options: RunOptions = {}): StageBuilder<Name, Known> {
    return this.#step(runStep(command, options))
  }

  /**
   * `COPY source… destination` from the build context. Sources are paths, patterns, or files written in place with
   * {@link heredoc}.
   *
   * @example
   * ```ts
   * stage().from('node:24-slim').copy(['package.json', 'package-lock.json'], './').copy('my file', '/x', { chown: '1000:1000' })
   * // FROM node:24-slim
   * // COPY package.json package-lock.json ./
   * // COPY --chown=1000:1000 ["my file", "/x"]
   * ```
   * @throws GenDockerfileError `missing-source`, `invalid-mode`, `invalid-option`
   */
  copy(sources: Source | readonly Source[], destination: Text, options: CopyOptions = {}): StageBuilder<Name, Known> {
    return this.#step(copyStep(sources, destination, options))
  }

  /**
   * `COPY --from=stage source… destination` from another stage or an external image.
   *
   * @example
   * ```ts
   * const build = stage('build').from('golang:1.26-trixie').run('go build -o /out/app')
   * stage().from('gcr.io/distroless/static-debian13:nonroot').copyFrom(build, '/out/app', '/app')
   * // FROM golang:1.26-trixie AS build
   * // RUN go build -o /out/app
   * //
   * // FROM gcr.io/distroless/static-debian13:nonroot
   * // COPY --from=build /out/app /app
   * ```
   * @throws GenDockerfileError `stage-index`, `variable-in-from`, `missing-source`
   */
  copyFrom(
    from: string,
    sources: Text | readonly Text[],
    destination: Text,
    options?: CopyOptions,
  ): StageBuilder<Name, Known>
  copyFrom<From extends StageBuilder>(
    from: From,
    sources: Text | readonly Text[],
    destination: Text,
    options?: CopyOptions,
  ): StageBuilder<Name, Known | StageNames<From>>
  copyFrom(from: AnyStage | string, sources: Text | readonly Text[], destination: Text, options: CopyOptions = {}) {
    const kind = brandOf(from)
    if (typeof from !== 'string' && kind !== 'stage') {
      refuse(
        'invalid-stage',
        `copyFrom() takes a stage or the name of an image, not ${show(from)}.`,
        kind === 'unstarted-stage' ? 'Give the stage its base with `.from(…)` first.' : undefined,
      )
    }
    return this.#step(copyFromStep(from, sources, destination, options))
  }

  /**
   * `ADD source… destination`: like {@link copy}, and downloads URLs, clones git repositories, unpacks archives.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').add('https://example.com/tool.tar.gz', '/opt/', { unpack: true })
   * // FROM alpine:3.23
   * // ADD --unpack https://example.com/tool.tar.gz /opt/
   * ```
   */
  add(sources: Source | readonly Source[], destination: Text, options: AddOptions = {}): StageBuilder<Name, Known> {
    return this.#step(addStep(sources, destination, options))
  }

  /**
   * `EXPOSE port…`: the ports on which the program listens.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').expose(8080, '53/udp')
   * // FROM alpine:3.23
   * // EXPOSE 8080 53/udp
   * ```
   * @throws GenDockerfileError `invalid-port`
   */
  expose(...ports: readonly Port[]): StageBuilder<Name, Known> {
    return this.#step(exposeStep(ports))
  }

  /**
   * `VOLUME ["path"]`: directories that Docker keeps outside the container's layer.
   *
   * @example
   * ```ts
   * stage().from('postgres:18').volume('/var/lib/postgresql')
   * // FROM postgres:18
   * // VOLUME ["/var/lib/postgresql"]
   * ```
   */
  volume(...paths: readonly Text[]): StageBuilder<Name, Known> {
    return this.#step(volumeStep(paths))
  }

  /**
   * `CMD command`: what the container runs, or the default arguments of its entrypoint. Prefer the array.
   *
   * @example
   * ```ts
   * stage().from('node:24-slim').cmd(['node', 'it\'s "quoted".js'])
   * // FROM node:24-slim
   * // CMD ["node", "it's \"quoted\".js"]
   * ```
   */
  cmd(command: string | Shell | readonly string[]): StageBuilder<Name, Known> {
    return this.#step(cmdStep(command))
  }

  /**
   * `ENTRYPOINT command`: the program of the container. Prefer the array, so that it gets the signals.
   *
   * @example
   * ```ts
   * stage().from('gcr.io/distroless/static-debian13:nonroot').entrypoint(['/app'])
   * // FROM gcr.io/distroless/static-debian13:nonroot
   * // ENTRYPOINT ["/app"]
   * ```
   */
  entrypoint(command: string | Shell | readonly string[]): StageBuilder<Name, Known> {
    return this.#step(entrypointStep(command))
  }

  /**
   * `HEALTHCHECK CMD command`, or `HEALTHCHECK NONE` for false, which drops the base image's check.
   *
   * @example
   * ```ts
   * stage().from('node:24-slim').healthcheck(['node', 'health.js'], { interval: '10s', startInterval: '1s', retries: 5 })
   * // FROM node:24-slim
   * // HEALTHCHECK --interval=10s --start-interval=1s --retries=5 CMD ["node", "health.js"]
   * ```
   * @throws GenDockerfileError `invalid-duration`, `invalid-option`
   */
  healthcheck(
    command: string | Shell | readonly string[] | false,
    options: HealthcheckOptions = {},
  ): StageBuilder<Name, Known> {
    return this.#step(healthcheckStep(command, options))
  }

  /**
   * `SHELL ["program", …]`: what reads the shell form of the instructions that follow.
   *
   * @example
   * ```ts
   * stage().from('debian:trixie-slim').shell(['/bin/bash', '-o', 'pipefail', '-c'])
   * // FROM debian:trixie-slim
   * // SHELL ["/bin/bash", "-o", "pipefail", "-c"]
   * ```
   */
  shell(args: readonly string[]): StageBuilder<Name, Known> {
    return this.#step(shellStep(args))
  }

  /**
   * `STOPSIGNAL signal`: what ends the container.
   *
   * @example
   * ```ts
   * stage().from('nginx:1.29').stopSignal('SIGQUIT')
   * // FROM nginx:1.29
   * // STOPSIGNAL SIGQUIT
   * ```
   * @throws GenDockerfileError `invalid-signal`
   */
  stopSignal(signal: Signal): StageBuilder<Name, Known> {
    return this.#step(stopSignalStep(signal))
  }

  /**
   * `ONBUILD instruction`, for each instruction that the function adds: run by builds that start from this image.
   *
   * @example
   * ```ts
   * stage().from('node:24-slim').onBuild((trigger) => trigger.copy('.', '/app').run('npm ci'))
   * // FROM node:24-slim
   * // ONBUILD COPY . /app
   * // ONBUILD RUN npm ci
   * ```
   * @throws GenDockerfileError `invalid-on-build`
   */
  onBuild(describe: (trigger: Trigger) => Trigger): StageBuilder<Name, Known> {
    const start = new StageBuilder({ ...this[state], entries: undefined })
    if (typeof describe !== 'function') refuse('invalid-on-build', `onBuild() takes a function, not ${show(describe)}.`)
    return this.#step(onBuildStep(describe(start)))
  }

  /**
   * A comment above the instruction that follows.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').comment('Seen by nobody else.').user(10001)
   * // FROM alpine:3.23
   * //
   * // # Seen by nobody else.
   * // USER 10001
   * ```
   * @throws GenDockerfileError `invalid-comment` for a text that Docker would read as a directive.
   */
  comment(text: string): StageBuilder<Name, Known> {
    const origin = currentOrigin()
    return this.#with({ kind: 'comment', lines: commentLines(text), ...(origin ? { origin } : {}) })
  }

  /**
   * Applies a function from stage to stage, for steps that are shared.
   *
   * @example
   * ```ts
   * const unbuffered = (s: StageBuilder) => s.env({ PYTHONUNBUFFERED: 1 })
   * stage().from('python:3.14-slim').use(unbuffered)
   * // FROM python:3.14-slim
   * // ENV PYTHONUNBUFFERED=1
   * ```
   * @throws GenDockerfileError `invalid-step` when the function does not return a stage.
   */
  use<Result extends StageBuilder>(step: (stage: this) => Result): Result {
    if (typeof step !== 'function') return refuse('invalid-step', `use() takes a function, not ${show(step)}.`)
    const result: unknown = step(this)
    return hasBrand(result, 'stage')
      ? (result as Result)
      : refuse('invalid-step', `The function given to use() must return a stage, not ${show(result)}.`)
  }

  /**
   * Instructions as text, parsed and checked like all others: for what has no method.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').raw('RUN --mount=type=cache,target=/x true')
   * // FROM alpine:3.23
   * // RUN --mount=type=cache,target=/x true
   * ```
   * @throws GenDockerfileError `invalid-raw` for what does not parse, for FROM and for directives.
   */
  raw(text: string): StageBuilder<Name, Known> {
    return this.#step(rawStep(checkFilled(text, 'The text of raw()')))
  }

  /**
   * Accepts a finding of a rule in this stage; the reason is required. Writes nothing into the Dockerfile.
   *
   * @example
   * ```ts
   * stage().from('alpine:3.23').ignore({ rule: 'root-user', reason: 'a build image that never serves' })
   * // FROM alpine:3.23
   * ```
   */
  ignore(suppression: Suppression): StageBuilder<Name, Known> {
    return this.#with({ kind: 'ignore', suppression: checkSuppression(suppression) })
  }
}

/**
 * Starts a stage. Only `from` can follow.
 *
 * @example
 * ```ts
 * stage('build').from('golang:1.26-trixie').workdir('/src')
 * // FROM golang:1.26-trixie AS build
 * // WORKDIR /src
 * ```
 * @throws GenDockerfileError `invalid-stage-name`
 */
export function stage(): UnstartedStage<never>
export function stage<const Name extends string>(name: Name): UnstartedStage<Name>
export function stage(name?: string): UnstartedStage<string> {
  const checked = name === undefined ? undefined : checkStageName(name)
  return {
    [brand]: 'unstarted-stage',
    from: (base: string | AnyStage | DockerfileBuilder, options: FromOptions = {}) =>
      startStage(checked, base, options),
  }
}

const startStage = (
  name: string | undefined,
  given: string | AnyStage | DockerfileBuilder,
  options: FromOptions,
): StageBuilder<string, never> => {
  const kind = brandOf(given)
  const base = hasBrand(given, 'dockerfile') ? given.target() : given
  if (kind === 'preset') {
    refuse(
      'unresolved-preset',
      'from() cannot take a preset before it knows the repository.',
      'Pass `resolve(preset, facts)`, or extend the preset with `.extend(name, …)`.',
    )
  }
  if (typeof base !== 'string' && !hasBrand(base, 'stage')) {
    refuse(
      'invalid-image',
      `from() takes the name of an image or a stage, not ${show(given)}.`,
      kind === 'unstarted-stage' ? 'Give that stage its own base with `.from(…)` first.' : undefined,
    )
  }
  if (typeof base === 'string') checkImage(base)
  checkOptions(options, ['platform', 'comment'], 'from()')
  const { platform, comment } = options
  if (platform !== undefined && !/^[\w$/{}.:-]+$/.test(checkText(platform, 'The platform of from()'))) {
    refuse(
      'invalid-platform',
      `The platform ${show(platform)} is not one.`,
      'Write `linux/amd64`, `linux/arm64/v8` or `$BUILDPLATFORM`.',
    )
  }
  return new StageBuilder<string, never>({
    name,
    base,
    platform,
    comment: comment === undefined ? [] : commentLines(comment),
    origin: currentOrigin(),
    entries: undefined,
    edits: [],
  })
}

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { takenBy } from '../../../src/ignore/index.js'
import { fileTree } from '../../../src/model/file-tree.js'
import { flagIsSet, flagValues } from '../../../src/model/flag.js'
import type { StageInstruction } from '../../../src/model/instruction.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'

/** What is to be built, and with what. */
export interface HostBuild {
  /** The build context, as the builder gets it. */
  readonly files: Readonly<Record<string, string>>
  readonly dockerfile: string
  readonly environment: NodeJS.ProcessEnv
  /** A copied file that is taken away before anything runs. */
  readonly without?: string
}

/** How a build ended. */
export interface HostOutcome {
  readonly ok: boolean
  readonly output: string
  /** The files that the stages copied. */
  readonly copied: readonly string[]
}

/** The instructions of the stage `build` and of the stages that it starts from. */
const buildSteps = (dockerfile: string): readonly StageInstruction[] => {
  const parsed = parseDockerfile(dockerfile)
  if (!('document' in parsed)) throw new Error('The Dockerfile does not parse.')
  const { stages } = parsed.document
  const stepsOf = (name: string): readonly StageInstruction[] => {
    const stage = stages.find(({ from }) => from.as === name)
    return stage === undefined ? [] : [...stepsOf(stage.from.image), ...stage.instructions]
  }
  return stepsOf('build')
}

/** The files of a folder of the disk, for a build. */
export const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    globSync('**', { cwd: folder, dot: true }).map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )

/**
 * Runs what a Dockerfile's `build` stage runs, with the compiler of this machine, in a folder that holds what the stage copies
 * and nothing else. `/src`, `/out` and `/tmp` of the image are folders of it.
 */
export const hostBuild = ({ files, dockerfile, environment, without }: HostBuild): HostOutcome => {
  const image = mkdtempSync(join(tmpdir(), 'host-build-'))
  const tree = fileTree(Object.keys(files))
  const copied = new Set<string>()
  const inImage = (path: string): string => path.replace(/(^|[\s'"=])\/(src|out|tmp)(?=\/|\s|$)/g, `$1${image}/$2`)
  let folder = join(image, 'src')
  let env = environment
  const copy = (step: StageInstruction & { readonly kind: 'copy' }): void => {
    const exclude = flagValues(step, 'exclude')
    const parents = flagIsSet(step, 'parents')
    const destination = inImage(step.words.at(-1) ?? '')
    for (const path of step.words.slice(0, -1)) {
      for (const taken of takenBy(tree, { kind: 'copy', path, exclude, ...(parents ? { parents } : {}) })) {
        const text = files[taken]
        if (text === undefined) continue
        copied.add(taken)
        if (taken === without) continue
        const target = join(
          destination.startsWith('/') ? destination : join(folder, destination),
          parents || path === '.' ? taken : basename(taken),
        )
        mkdirSync(dirname(target), { recursive: true })
        writeFileSync(target, text)
      }
    }
  }
  try {
    mkdirSync(join(image, 'tmp'))
    mkdirSync(join(image, 'out'))
    for (const step of buildSteps(dockerfile)) {
      if (step.kind === 'workdir') folder = inImage(step.path)
      mkdirSync(folder, { recursive: true })
      if (step.kind === 'env') {
        env = { ...env, ...Object.fromEntries(step.pairs.map(({ name, value }) => [name, value])) }
      } else if (step.kind === 'copy') copy(step)
      else if (step.kind === 'run' && step.command.form === 'shell') {
        const script = inImage(step.heredocs[0]?.content ?? step.command.text)
        const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], { cwd: folder, env, encoding: 'utf8' })
        if (status !== 0) return { ok: false, output: `${stdout}${stderr}`, copied: [...copied].sort() }
      }
    }
    return { ok: true, output: '', copied: [...copied].sort() }
  } finally {
    rmSync(image, { recursive: true, force: true })
  }
}

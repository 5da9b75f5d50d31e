import type { CopyInstruction, Instruction } from '../model/instruction.js'
import { flagValue } from '../model/flag.js'
import type { StageNode } from '../analysis/stage-node.js'
import { hasFlag } from './support/flags.js'
import { unquoted } from './support/hadolint-report.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { hadolintRun, runCalls } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const isArchive = (path: string): boolean => /\.(?:tar|gz|bz2|xz|Z|lz|lzma|tgz|tbz2?|txz|tlz|tzst)$/.test(path)

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

/** Under what name an archive is in the image: the destination's, where that is an archive's, too. */
const archivesOf = ({ words, flags }: CopyInstruction): readonly string[] => {
  if (flagValue({ flags }, 'from') !== undefined) return []
  const paths = words.map(unquoted)
  const destination = paths.at(-1) ?? ''
  return (isArchive(destination) ? [destination] : paths.slice(0, -1).filter(isArchive)).map(baseName)
}

const unpackers = ['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'uncompress', 'zgz']

const unpacks = ({ name, args }: RunCall): boolean =>
  unpackers.includes(name) || (name === 'tar' && hasFlag(args, 'x', 'extract', 'get'))

/** `tar xzf`: letters without a dash. */
const unpacksByLetters = ({ name, args: [first = '', ...rest] }: RunCall): boolean =>
  name === 'tar' && /^[a-z]*x[a-z]*$/i.test(first) && rest.length > 0

/** The COPYs of an archive that a RUN further down in the stage unpacks. */
function* unpackedCopies(
  stages: Iterable<StageNode>,
  callsBy: (run: Instruction) => readonly RunCall[],
): Generator<readonly [CopyInstruction, string]> {
  for (const { stage } of stages) {
    const waiting = new Map<CopyInstruction, readonly string[]>()
    const byArchive = new Map<string, CopyInstruction[]>()
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'copy') {
        const archives = archivesOf(instruction)
        if (archives.length > 0) waiting.set(instruction, archives)
        for (const archive of archives) {
          const copies = byArchive.get(archive)
          if (copies === undefined) byArchive.set(archive, [instruction])
          else copies.push(instruction)
        }
      }
      if (instruction.kind !== 'run' || waiting.size === 0) continue
      const names = new Set(callsBy(instruction).flatMap(({ args }) => args.map(baseName)))
      for (const named of names) {
        for (const copy of byArchive.get(named) ?? []) {
          const name = waiting.get(copy)?.find((each) => names.has(each))
          if (name !== undefined && waiting.delete(copy)) yield [copy, name]
        }
        // They have been told.
        byArchive.delete(named)
      }
    }
  }
}

export const rule = defineRule({
  name: 'copied-archive',
  summary: 'An archive is copied and then unpacked, so that the image holds it twice.',
  category: 'cache',
  severity: 'info',
  codes: ['hadolint:DL3010'],
  hadolint: [
    {
      code: 'hadolint:DL3010',
      message: 'hadolint sees an archive that is copied and unpacked.',
      places: ({ analysis }) => {
        const uses = new Map(runCalls(analysis).runs.map((use) => [use.at, use]))
        const found = unpackedCopies(analysis.stages.slice(-1), (run) => {
          const use = uses.get(run)
          return use === undefined ? [] : hadolintRun(use).calls.filter(unpacks)
        })
        return [...found].map(([copy]) => copy)
      },
    },
  ],
  about: { programs: ['tar', ...unpackers] },
  docs: {
    why: 'The layer of the COPY keeps the archive whatever a later RUN deletes. ADD unpacks an archive from the build context by itself and stores only what is in it.',
    bad: `FROM debian:trixie-slim
COPY app.tar.gz /opt/
RUN tar -xzf /opt/app.tar.gz -C /opt && rm /opt/app.tar.gz
`,
    good: `FROM debian:trixie-slim
ADD app.tar.gz /opt/
`,
    ignoreWhen: 'Only a part of the archive is unpacked, or it is a small one.',
  },
  check(context) {
    const findings: Finding[] = []
    const uses = new Map(runCalls(context.analysis).runs.map((use) => [use.at, use]))
    const callsBy = (run: Instruction): readonly RunCall[] =>
      uses.get(run)?.calls.filter((call) => unpacks(call) || unpacksByLetters(call)) ?? []
    for (const [copy, name] of unpackedCopies(imageStages(context.analysis, context.options), callsBy)) {
      findings.push({
        message: `\`${name}\` is copied, and then unpacked by a RUN: the image holds both.`,
        hint: 'Let `ADD` unpack it, or mount it: `RUN --mount=type=bind,source=…,target=… tar …`.',
        at: copy,
      })
    }
    return findings
  },
})

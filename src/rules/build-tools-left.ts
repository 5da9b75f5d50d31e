import type { CommandUse } from '../analysis/commands.js'
import { commandScript } from '../analysis/script.js'
import type { StageNode } from '../analysis/stage-node.js'
import { commandOf } from './support/command-of.js'
import { operandsOf, unwrapped } from './support/command-line.js'
import { installedPackages } from './support/installed-packages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain, startsSomething } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

const tools =
  /^(?:build-essential|build-base|alpine-sdk|gcc(?:-\d+)?|g\+\+(?:-\d+)?|clang(?:-\d+)?|make|cmake|ninja(?:-build)?|autoconf|automake|gfortran|rustc|cargo|golang(?:-go)?|musl-dev|linux-headers|python3?-dev|libpython3-dev|lib[\w.+-]*-dev|[\w.+-]+-dev)$/

/** Packages whose name only looks like one for compiling. */
const harmless = /^(?:udev|tzdata-dev|libc6-dev-bin)$/

/** Images of compilers, and the programs with which one starts what needs them. */
const toolchains: Readonly<Record<string, readonly string[]>> = {
  golang: ['go', 'air', 'dlv', 'reflex'],
  rust: ['cargo', 'rustc'],
}

/** Whoever develops in an image compiles in it, too. */
const isToDevelopIn = ({ name = '' }: StageNode): boolean => /^dev(?:el|elop|elopment)?$/.test(name)

const programManagers = ['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'zypper']

const removes = ({ command }: CommandUse): boolean =>
  /^(?:remove|purge|del|autoremove|erase|autopurge)$/.test(operandsOf(command.args, ['-o', '-c', '-t'])[0] ?? '')

/** The programs that a stage starts. */
const startsWith = (stage: StageNode): readonly string[] =>
  stageChain(stage)
    .flatMap(({ steps }) => steps)
    .filter(({ instruction }) => instruction.kind === 'cmd' || instruction.kind === 'entrypoint')
    .flatMap((step) => {
      const command = commandOf(step)
      return command === undefined ? [] : commandScript(command).commands
    })
    .map(({ name, args }) => unwrapped(name, args)[0])

const list = (names: readonly string[]): string =>
  names
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '')

export const rule = defineRule({
  name: 'build-tools-left',
  summary: 'Compilers and headers stay in the image.',
  category: 'packages',
  severity: 'info',
  codes: [],
  docs: {
    why: 'What only the build needs makes the image larger by hundreds of megabytes, brings packages that have to be kept free of known holes, and gives tools to whoever breaks in.',
    bad: `FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir psycopg==3.2.12
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir psycopg==3.2.12

FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
CMD ["/venv/bin/python", "-m", "app"]
`,
    ignoreWhen: 'The container compiles when it runs, or is one to develop in.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const targets = [...targetStages(analysis, options)].filter((each) => startsSomething(each) && !isToDevelopIn(each))
    if (targets.length === 0) return findings
    for (const target of targets) {
      const { facts } = target
      const starts = facts === undefined ? undefined : toolchains[facts.name]
      if (facts === undefined || starts === undefined || startsWith(target).some((name) => starts.includes(name)))
        continue
      const [bottom] = stageChain(target)
      if (bottom === undefined) continue
      findings.push({
        message: `The image is built on \`${facts.name}\`, so the whole toolchain is in it, and what starts is a finished program.`,
        hint: 'Build in one stage, and copy the program into a small image in another.',
        at: bottom.stage.from,
      })
    }
    const found = new Map<number, { readonly use: CommandUse; readonly names: string[] }>()
    const packages = installedPackages(analysis)
    const kept = packages.length === 0 ? undefined : new Set(targets.flatMap(stageChain))
    for (const { name, use } of packages) {
      if (kept?.has(use.stage) !== true || use.step.instruction.kind === 'onbuild') continue
      if (!tools.test(name) || harmless.test(name)) continue
      const known = found.get(use.order)
      if (known === undefined) found.set(use.order, { use, names: [name] })
      else known.names.push(name)
    }
    if (found.size === 0) return findings
    const removing = new Set(
      analysis
        .commands(...programManagers)
        .filter(removes)
        .map(({ step }) => step),
    )
    for (const { use, names } of found.values()) {
      if (removing.has(use.step)) continue
      findings.push({
        message: `${list(names)} ${names.length === 1 ? 'is' : 'are'} for building, and ${names.length === 1 ? 'stays' : 'stay'} in the image.`,
        hint: 'Build in a stage of its own and copy the result, or remove them in the same RUN.',
        at: use.at,
      })
    }
    return findings
  },
})

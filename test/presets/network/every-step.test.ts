import { describe, expect, it } from 'vitest'
import { render, resolve, type Preset } from '../../../src/index.js'
import { withNetwork } from '../../../src/presets/network/index.js'
import { factsFrom } from '../../../src/project/facts-from.js'
import { memorySource } from '../../../src/project/file-source.js'
import type { Example } from '../compiled/repository.js'
import { goExamples } from '../go-distroless/examples.js'
import { nodeExamples } from '../node-prod-deps/examples.js'
import { workspaceExamples } from '../node-prod-deps/workspace-examples.js'
import { alpineExamples } from '../python-alpine-uv/examples.js'
import { slimExamples } from '../python-slim/examples.js'
import { rustExamples } from '../rust/examples.js'

const examples: Readonly<Record<string, Example>> = Object.fromEntries(
  Object.entries({ goExamples, nodeExamples, workspaceExamples, alpineExamples, slimExamples, rustExamples }).flatMap(
    ([table, rows]) => Object.entries(rows).map(([name, row]) => [`${table} ${name}`, row]),
  ),
)

const dockerfileOf = async (example: Example): Promise<string> => {
  const { files, dir } = example
  const facts = await factsFrom(memorySource(files), dir === undefined ? {} : { dir })
  const preset: Preset = example.preset
  return render(withNetwork(resolve(preset, facts), { certificates: 'company-ca' }))
}

/** Programs that fetch nothing. */
const local = new Set(
  'addgroup adduser chown done echo find groupadd install ln mkdir printf rm sed set touch useradd while'.split(' '),
)

/** Commands that fetch nothing. */
const localCommands = [
  /^python \S*manage\.py collectstatic/,
  /^python -m venv (?:--without-pip )?\S+$/,
  /^\w+="\$\(dirname /,
]

const isLocal = (command: string): boolean => {
  const bare = command.replace(/^(?:\w+=(?:'[^']*'|\S*) )+/, '')
  return local.has(bare.split(' ')[0] ?? '') || localCommands.some((each) => each.test(bare) || each.test(command))
}

/** The commands of each RUN, behind its mounts. */
const runsOf = (text: string): readonly { readonly mounts: string; readonly commands: readonly string[] }[] =>
  [...text.matchAll(/^RUN ((?:--\S+\s+(?:\\\n\s*)?)*)(?:<<EOF\n([^]*?)\nEOF$|((?:.*\\\n)*.*)$)/gm)].map(
    ([, mounts = '', script, line = '']) => ({
      mounts,
      commands: (script?.replace(/\\\n\s*/g, '').split('\n') ?? line.replace(/\\\n\s*/g, '').split(' && ')).map(
        (each) => each.trim(),
      ),
    }),
  )

describe('every step that fetches something trusts the certificates', () => {
  it.each(Object.entries(examples))('%s', async (_, example) => {
    const runs = runsOf(await dockerfileOf(example))
    const forgotten = runs.filter(({ mounts }) => !mounts.includes('id=company-ca,'))
    expect(forgotten.flatMap(({ commands }) => commands.filter((each) => !isLocal(each)))).toEqual([])
    const idle = runs.filter(({ mounts, commands }) => mounts.includes('id=company-ca,') && commands.every(isLocal))
    expect(idle).toEqual([])
  })
})

import { optionValue, operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

/** What a `git` command does: its words from the subcommand on. */
const fromSubcommand = (args: Words): Words => {
  let index = 0
  while (index < args.length && args[index]?.startsWith('-') === true)
    index += /^-[cC]$/.test(args[index] ?? '') ? 2 : 1
  return args.slice(index)
}

const choosing = ['checkout', 'reset', 'switch', 'fetch', 'worktree', 'submodule', 'describe']

const moving = /^["']?(?:main|master|develop|dev|trunk|HEAD|stable|latest|next|nightly|release)["']?$/

const valued = [
  '-b',
  '--branch',
  '--depth',
  '-o',
  '--origin',
  '-j',
  '--jobs',
  '--filter',
  '-c',
  '--config',
  '--reference',
  '--revision',
]

export const rule = defineRule({
  name: 'unpinned-clone',
  summary: 'A RUN clones a repository without saying which state of it.',
  category: 'cache',
  severity: 'info',
  codes: [],
  about: { programs: ['git'] },
  docs: {
    why: "The text of the RUN is the same after every commit, so the cache gives the clone of long ago, while a builder without the cache gets today's. ADD of a repository with a commit knows what it has, and needs no git in the image.",
    bad: `FROM alpine/git:2.49
RUN git clone --depth 1 https://github.com/example/tool.git /src
`,
    good: `FROM alpine/git:2.49
RUN git clone --depth 1 --branch v1.4.2 https://github.com/example/tool.git /src
`,
    ignoreWhen: 'You build without a cache, and want the newest state every time.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const calls = analysis.commands('git').map((use) => ({ use, words: fromSubcommand(use.command.args) }))
    const chosen = new Map<number, number>()
    for (const { use, words } of calls) if (choosing.includes(words[0] ?? '')) chosen.set(use.stage.index, use.order)
    for (const { use, words } of calls) {
      if (words[0] !== 'clone' || (chosen.get(use.stage.index) ?? -1) > use.order) continue
      const branch = optionValue(words, '-b', '--branch', '--revision')
      if (branch !== undefined && !moving.test(branch)) continue
      const [address = ''] = operandsOf(words.slice(1), valued)
      findings.push({
        message: `\`git clone ${address}\` takes ${branch === undefined ? 'the newest commit' : `the head of \`${branch}\``}, and the cache never notices a newer one: what is in the image depends on the machine that builds.`,
        hint: 'Name a tag (`--branch v1.2.3`) or check out a commit, or use `ADD` with a commit behind `#`.',
        at: use.at,
      })
    }
    return findings
  },
})

/**
 * How long it takes to render documents of growing size, per document and per instruction, beside the time that
 * `JSON.stringify` takes for the same document: a ratio that says the same on every machine.
 *
 * Usage: tsx bench/render.ts
 */
import type { DockerfileDocument, Stage } from '../src/model/document.js'
import type { StageInstruction } from '../src/model/instruction.js'
import { renderDocument } from '../src/renderer/index.js'

const base = { flags: [], comments: [] } as const

const instructions = (stage: number): readonly StageInstruction[] => [
  { ...base, kind: 'workdir', path: '/src' },
  {
    ...base,
    kind: 'env',
    pairs: [
      { name: 'NODE_ENV', value: 'production', separator: '=' },
      { name: 'PATH', value: '"/app/bin:$PATH"', separator: '=' },
    ],
  },
  { ...base, kind: 'copy', words: ['package.json', 'package-lock.json', './'], json: false, heredocs: [] },
  {
    ...base,
    kind: 'run',
    flags: [
      { name: 'mount', value: 'type=cache,target=/root/.npm,sharing=locked' },
      { name: 'mount', value: 'type=bind,source=patches,target=patches' },
    ],
    comments: ['Layers that survive a change of the sources'],
    command: {
      form: 'shell',
      text: 'npm ci &&     npm cache clean --force',
      layout: [
        { kind: 'code', text: 'npm ci && ' },
        { kind: 'code', text: '    npm cache clean --force' },
      ],
    },
    heredocs: [],
  },
  {
    ...base,
    kind: 'copy',
    flags: [
      { name: 'from', value: `stage${stage}` },
      { name: 'chown', value: '1000:1000' },
    ],
    words: ['/out/app', '/app'],
    json: false,
    heredocs: [],
  },
  {
    ...base,
    kind: 'run',
    command: { form: 'shell', text: '<<EOF' },
    heredocs: [{ name: 'EOF', content: 'set -e\nnpm run build\n', expand: true, chomp: false, fd: 0 }],
  },
  { ...base, kind: 'cmd', command: { form: 'exec', args: ['node', 'server.js'] } },
]

const documentOf = (stages: number): DockerfileDocument => ({
  kind: 'document',
  directives: { syntax: 'docker/dockerfile:1', escape: '\\' },
  header: [],
  args: [],
  trailer: [],
  stages: Array.from({ length: stages }, (_, index): Stage => ({
    from: { ...base, kind: 'from', image: 'node:24-trixie-slim', as: `stage${index}` },
    instructions: instructions(index),
  })),
})

/** Microseconds of one call: the best of several rounds, after a warm-up. */
const measure = (action: () => unknown): number => {
  for (let index = 0; index < 2_000; index++) action()
  let best = Infinity
  for (let round = 0; round < 300; round++) {
    const calls = 10
    const start = performance.now()
    for (let index = 0; index < calls; index++) action()
    best = Math.min(best, ((performance.now() - start) * 1000) / calls)
  }
  return best
}

console.table(
  [1, 10, 100].map((stages) => {
    const document = documentOf(stages)
    const count = stages * (instructions(0).length + 1)
    const render = measure(() => renderDocument(document))
    const stringify = measure(() => JSON.stringify(document))
    return {
      stages,
      instructions: count,
      'render (µs)': render.toFixed(1),
      'per instruction (µs)': (render / count).toFixed(2),
      'ratio to JSON.stringify': (render / stringify).toFixed(2),
    }
  }),
)

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { presetFunction } from '../../src/generate/preset-function.js'
import { render, resolve, validate } from '../../src/index.js'
import { presetCatalogue } from '../../src/presets/index.js'
import { readFacts } from '../../src/project/read-facts.js'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

const version = 'org.opencontainers.image.version'

/** What `ociLabels` adds, with other options in the place of the defaults. */
const rows: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ['nothing when it is off', { ociLabels: false }, ''],
  [
    'both labels',
    { ociLabels: true },
    `
# Set by --build-arg; at the end, since a change repeats all RUNs behind it.
ARG VERSION=unknown
ARG REVISION=unknown
LABEL ${version}=$VERSION \\
    org.opencontainers.image.revision=$REVISION
`,
  ],
  [
    'the label that `labels` does not have',
    { ociLabels: true, labels: { [version]: '1.2.3' } },
    `
# Set by --build-arg; at the end, since a change repeats all RUNs behind it.
ARG REVISION=unknown
LABEL org.opencontainers.image.revision=$REVISION
`,
  ],
  [
    'nothing where `labels` has both',
    { ociLabels: true, labels: { [version]: '1', 'org.opencontainers.image.revision': 'abc' } },
    '',
  ],
]

describe.each(presetCatalogue.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  const folder = join(examples, name)
  const make = presetFunction(definition)

  it.each(rows)('gets %s', async (_, options, added) => {
    const facts = await readFacts(folder, { root: folder })
    const { ociLabels: __, ...others } = options
    const file = resolve(make(options), facts)
    expect(render(file)).toBe(`${render(resolve(make(others), facts))}${added}`)
    expect(validate(file)).toEqual(validate(resolve(make(others), facts)))
  })

  it('gets them behind what is added', async () => {
    const facts = await readFacts(folder, { root: folder })
    const preset = make({ ociLabels: true }).extend('runtime', (stage) => stage.label({ later: 'yes' }))
    expect(render(resolve(preset, facts))).toMatch(/LABEL later=yes\n(?:.*\n)+ARG VERSION=unknown\n(?:.*\n)+$/)
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partsInOrder } from '../../../src/cli/lint/in-order.js'
import { settingOf } from '../../../src/cli/lint/setting.js'
import type { LintedFile } from '../../../src/linter/lint-outcome.js'
import type { Diagnostic } from '../../../src/model/diagnostic.js'

const setting = await settingOf({}, '/repository')
const inputAt = (folder: string, index: number) => ({
  name: `${folder}/${index}.Dockerfile`,
  path: `/repository/${folder}/${index}.Dockerfile`,
})

const about = (message: string): Diagnostic => ({ rule: 'x', codes: [], severity: 'warning', message })

const spell = ({ file, diagnostics }: LintedFile): string =>
  `${file}: ${diagnostics.map(({ message }) => message).join(' ')}\n`

/** What is said of one folder's ignore file, or nothing, by a Dockerfile in some folder. */
const saying = fc.record({
  folder: fc.constantFrom('a', 'a/b', 'a/b/c', 'd'),
  ignore: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  message: fc.constantFrom('one', 'two', 'three'),
})

/** An ignore file of the folder, or of one above it. */
const ignoreFileOf = (folder: string, up: number): string =>
  [...folder.split('/').slice(0, Math.max(0, folder.split('/').length - up)), '.dockerignore'].join('/')

it('has each file once, where it was first mentioned, with all that is said of it', () => {
  fc.assert(
    fc.property(fc.array(saying), (sayings) => {
      const inputs = sayings.map(({ folder }, index) => inputAt(folder, index))
      let printed = ''
      const order = partsInOrder(inputs, setting, { spell, separator: '' }, (text) => (printed += text))
      const expected = new Map<string, string[]>()
      for (const [index, { folder, ignore, message }] of sayings.entries()) {
        const name = inputs[index]?.name ?? ''
        expected.set(name, ['fine'])
        const own = spell({ file: name, text: '', diagnostics: [about('fine')] })
        const file = ignore === undefined ? undefined : ignoreFileOf(folder, ignore)
        if (file === undefined) order.add({ pieces: [own] }, index)
        else {
          const known = expected.get(file) ?? []
          expected.set(file, known.includes(message) ? known : [...known, message])
          order.add({ pieces: [own, { file, text: '', diagnostics: [about(message)] }, ''] }, index)
        }
      }
      order.end()
      expect(printed).toBe([...expected].map(([file, messages]) => `${file}: ${messages.join(' ')}\n`).join(''))
      expect(order.tally().files).toBe([...expected.keys()].filter((file) => file.endsWith('ignore')).length)
    }),
  )
})

it('prints at once what nothing can come in front of any more', () => {
  const inputs = ['a', 'a', 'b', 'b'].map(inputAt)
  const printed: string[] = []
  const order = partsInOrder(inputs, setting, { spell, separator: '' }, (text) => printed.push(text))
  const ignore = { file: 'a/.dockerignore', text: '', diagnostics: [about('one')] }
  order.add({ pieces: ['0\n', ignore] }, 0)
  expect(printed).toEqual(['0\n'])
  order.add({ pieces: ['1\n'] }, 1)
  expect(printed).toEqual(['0\n', 'a/.dockerignore: one\n', '1\n'])
  order.add({ pieces: ['2\n'] }, 2)
  expect(printed).toHaveLength(4)
})

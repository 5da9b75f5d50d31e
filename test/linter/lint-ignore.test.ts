import { expect, it } from 'vitest'
import { lintDocument } from '../../src/linter/lint-document.js'
import { emptyDocument, ignoreFileRules, lintIgnore } from '../../src/linter/lint-ignore.js'
import { fileTree } from '../../src/model/file-tree.js'
import { rules } from '../../src/rules/index.js'

const text = '!src\n*\n*.pyc\n*.pyc\n  # a\n[\n'
const around = {
  tree: fileTree(['src/a.pyc']),
  shadowedIgnore: { file: '.dockerignore', text: 'dist\n' },
}

it('runs each rule that says something about an ignore file alone', () => {
  const saying = rules
    .filter(({ name }) => {
      const found = [text, 'a\n*.pyc\n'].flatMap((ignore) =>
        lintDocument(emptyDocument, { ...around, ignore, ignoreFile: 'i', only: [name] }),
      )
      return found.some(({ file }) => file === 'i')
    })
    .map(({ name }) => name)
  expect(saying.sort()).toEqual([...ignoreFileRules].sort())
})

it('names the file and obeys', () => {
  const found = lintIgnore('!src\n*\n', { file: 'x.dockerignore' })
  expect(found).toMatchObject([{ rule: 'dead-ignore-exception', file: 'x.dockerignore', span: { start: { line: 1 } } }])
  expect(lintIgnore('!src\n*\n', { file: 'x', rules: { 'dead-ignore-exception': 'off' } })).toEqual([])
  expect(lintIgnore('!src\n*\n', { file: 'x', only: ['root-user'] })).toEqual([])
})

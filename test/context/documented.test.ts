import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { contextFindingsUrl, docsUrl } from '../../src/linter/rule-url.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const sources = readdirSync(join(root, 'src/context'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'src/context', file), 'utf8'))
const named = sources.flatMap((text) => [...text.matchAll(/'(context-[a-z-]+)'/g)].map(([, name]) => name))
const names = [...new Set(named)].sort()

const page = contextFindingsUrl.replace(`${docsUrl}/`, '')
const [file = '', anchor] = page.split('#')
const section =
  readFileSync(join(root, 'docs', file), 'utf8')
    .split(/^## /m)
    .find((each) => each.split('\n')[0]?.toLowerCase().replaceAll(' ', '-') === anchor) ?? ''

it('every finding about a context is on the page that it links to, and no other', () => {
  const documented = [...section.matchAll(/^\| `(context-[a-z-]+)`/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(5)
  expect(documented.toSorted()).toEqual(names)
})

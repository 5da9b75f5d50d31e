import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { presetFiles } from '../../scripts/catalogue/preset-files.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = [...(await presetFiles(root))].map(([path, text]) => [path.slice(root.length), text] as const)

describe('the pages about presets are up to date (npx tsx scripts/catalogue.ts)', () => {
  it.each(files)('%s', (path, text) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text)
  })

  it('has no page of a preset that is gone', () => {
    const pages = readdirSync(new URL('../../docs/presets', import.meta.url)).map((file) => `docs/presets/${file}`)
    expect(pages.sort()).toEqual(files.map(([path]) => path).sort())
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { render, resolve } from '../../src/index.js'
import type { Facts } from '../../src/project/facts.js'
import { readFacts } from '../../src/project/read-facts.js'
import type { Row } from './rows.js'

/** Who wrote a recipe. */
export type Author = 'naive' | 'taught' | 'ours' | 'base'

/** One Dockerfile to build. */
export interface Recipe {
  readonly author: Author
  readonly label: string
  readonly text: string
}

const examples = join(import.meta.dirname, '..', '..', 'examples')

/** The folder of a row's application. */
export const folderOf = ({ example }: Row): string => join(examples, example)

const withBases = (text: string, { bases }: Row): string =>
  bases.reduce((result, [from, to]) => result.replaceAll(from, to), text)

/** The Dockerfiles of a row, all on the same bases. */
export const recipesOf = async (row: Row): Promise<readonly Recipe[]> => {
  const folder = folderOf(row)
  const read = (name: string): string => withBases(readFileSync(join(folder, name), 'utf8'), row)
  const facts: Facts = await readFacts(folder, { root: folder })
  const ours = Object.entries(row.ours).map(([label, made]): Recipe => {
    const text = typeof made === 'string' ? read(made) : withBases(render(resolve(made, facts)), row)
    return { author: 'ours', label, text }
  })
  return [
    { author: 'naive', label: row.naive.replace('.Dockerfile', ''), text: read(row.naive) },
    { author: 'taught', label: row.taught.replace('.Dockerfile', ''), text: read(row.taught) },
    ...ours,
  ]
}

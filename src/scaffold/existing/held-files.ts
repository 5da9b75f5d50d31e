import { isWithin, resolvePosix } from '../../analysis/posix-path.js'
import type { Facts } from '../../project/facts.js'
import type { FinalStage } from './setting.js'

type Options = Readonly<Record<string, unknown>>

const isHeld = (file: string, { holds, workdir = '/' }: FinalStage): boolean => {
  const path = resolvePosix(workdir, file)
  return holds.some((held) => isWithin(path, held) || isWithin(held, path))
}

/** Words of a command that name something in the service's folder: `manage.py`, `--config=conf/app.py`, not the module after `-m`. */
const filesOf = (words: readonly string[], facts: Facts): readonly string[] => {
  const top = new Set(facts.files.map(({ name }) => name))
  return words.slice(1).flatMap((word, index) => {
    if (words[index] === '-m') return []
    const file = word.replace(/^--?[\w-]+=/, '').replace(/^\.\//, '')
    const [first = ''] = file.split('/')
    return top.has(first) && (file.includes('/') || file.includes('.')) ? [file] : []
  })
}

/**
 * A file that options of `init` start or name and that the final stage made with them does not hold; paths of the old
 * image are often others.
 */
export const fileNotHeld = ({ entry, command }: Options, stage: FinalStage, facts: Facts): string | undefined => {
  const words = Array.isArray(command) ? command.filter((word) => typeof word === 'string') : []
  const files = [...(typeof entry === 'string' ? [entry] : []), ...filesOf(words, facts)]
  return files.find((file) => !isHeld(file, stage))
}

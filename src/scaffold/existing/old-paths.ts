import { cleanPosix, isWithin } from '../../analysis/posix-path.js'
import type { FinalStage } from './setting.js'

/** Words that name no file of the old image any more, or the one that still does. */
export type Relocated = { readonly words: readonly string[] } | { readonly path: string }

/**
 * Makes the paths below the old working directory relative, since the preset has another one; what else the old
 * Dockerfile copied is not in the new image.
 *
 * @param words arguments, without the program
 */
export const relocate = (words: readonly string[], old: FinalStage, own: FinalStage | undefined): Relocated => {
  const moved: string[] = []
  for (const word of words) {
    const match = /^((?:-[\w-]+=)?)(\/[^\s:]*)$/.exec(word)
    const [, flag = '', path = ''] = match ?? []
    const clean = path === '' ? '' : cleanPosix(path)
    const isBelow = clean !== '' && old.workdir !== undefined && old.workdir !== '/' && isWithin(clean, old.workdir)
    const hasFolder = own === undefined || (own.workdir !== undefined && own.workdir !== '/')
    if (isBelow && hasFolder && clean !== old.workdir) {
      moved.push(`${flag}${clean.slice((old.workdir?.length ?? 0) + 1)}`)
      continue
    }
    if (isBelow || old.written.some((written) => clean !== '' && written !== '/' && isWithin(clean, written))) {
      return { path: clean }
    }
    moved.push(word)
  }
  return { words: moved }
}

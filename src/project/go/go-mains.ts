import { parentPath } from '../path.js'
import type { ScannedFile } from '../source-scan.js'
import { sortedUnique } from '../value.js'
import type { GoMain } from './go-facts.js'

/** `main` of module `example.com/shop/v2` is `shop`; of `./cmd/api` it is `api`. */
const binaryName = (dir: string, module: string): string => {
  const path = dir === '.' ? module.replace(/\/v\d+$/, '') : dir
  return path.split('/').at(-1) ?? 'app'
}

const auxiliaryFolder =
  /(?:^|\/)(?:internal|tools?|hack|scripts?|examples?|_?samples?|tests?|testing|e2e|integration|benchmarks?|bench|mocks?|fixtures|gen|codegen|generators?|docs?|ci|\.github)(?:\/|$)/

/** The main packages of a module, by their files; auxiliary ones behind the others. */
export const goMains = (files: readonly ScannedFile[], module: string): readonly GoMain[] => {
  const dirs = sortedUnique(
    files
      .filter(
        (file) =>
          /^package\s+main\b/m.test(file.source) &&
          /^package\s+main\b/m.test(file.bare) &&
          /^func\s+main\s*\(\s*\)/m.test(file.bare),
      )
      .map(({ path }) => parentPath(path)),
  )
  const mains = dirs.map((dir): GoMain => {
    const main = { dir: dir === '.' ? '.' : `./${dir}`, name: binaryName(dir, module) }
    return auxiliaryFolder.test(dir) ? { ...main, auxiliary: true } : main
  })
  return [...mains.filter((main) => main.auxiliary !== true), ...mains.filter((main) => main.auxiliary === true)]
}

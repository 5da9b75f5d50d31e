import { baseImages, defaultVersions, imageFacts, languageImage } from '../../images/index.js'
import type { GoFacts, NativeNeed } from '../../project/facts.js'
import { optionNeed } from '../compiled/package-options.js'
import type { Linkage } from '../compiled/runtime.js'
import { missingBuildPackages, packageManagerOf } from '../compiled/system-packages.js'
import type { GoOptions } from './options.js'

/** How the program is compiled. */
export interface Compiler {
  readonly image: string
  readonly cgo: boolean
  readonly packages: readonly string[]
  readonly manager: 'apt' | 'apk'
  /** What needs something of the distribution. */
  readonly needs: readonly NativeNeed[]
  readonly linkage: Linkage
}

/**
 * The line in go.mod is a minimum, since images set GOTOOLCHAIN=local; newer releases keep the language of that line, and only
 * the newest two get security fixes.
 */
const compilerImage = (options: GoOptions, { goVersion }: GoFacts): string => {
  if (options.buildImage !== undefined) return options.buildImage
  if (options.goVersion !== undefined) return languageImage('golang', options.goVersion, 'full')
  const newest = Number(defaultVersions.golang.split('.')[1])
  const { major, minor = 0 } = goVersion
  return major === 1 && minor <= newest ? baseImages.golang : languageImage('golang', `${major}.${minor}`, 'full')
}

const ownC: NativeNeed = {
  package: 'own C code',
  debian: { build: ['gcc', 'libc6-dev'], runtime: [] },
  alpine: { build: ['gcc', 'musl-dev'], runtime: [] },
  reason: 'compiles C',
}

const linkageOf = (image: string, go: GoFacts): Linkage => {
  if (imageFacts(image)?.libc === 'musl') return 'musl'
  // C++ in own sources needs libstdc++, which only `cc` has.
  return go.cgo.files.length > 0 ? 'cc' : 'base'
}

/** The image that compiles, and what the program is linked with. */
export const chooseCompiler = (options: GoOptions, go: GoFacts): Compiler => {
  const image = compilerImage(options, go)
  const manager = packageManagerOf(image)
  const cgo = options.cgo ?? go.cgo.required
  const asked = optionNeed(options)
  if (!cgo) {
    return { image, cgo, packages: missingBuildPackages([asked], image), manager, needs: [asked], linkage: 'static' }
  }
  const needs = [...go.native, asked]
  const packages = missingBuildPackages([...needs, ownC], image)
  return { image, cgo, packages, manager, needs, linkage: linkageOf(image, go) }
}

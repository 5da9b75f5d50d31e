import type { RustFacts } from '../../project/facts.js'
import type { PresetVariant } from '../define-preset.js'
import { offeredBinaries } from './binary.js'

/** The binaries of a package or workspace that has several; none where a call without options finds the one. */
export const rustVariants = (rust: RustFacts | undefined): readonly PresetVariant[] => {
  const bins = rust === undefined ? [] : offeredBinaries(rust)
  const [first] = bins
  if (rust === undefined || first === undefined || bins.length < 2) return []
  const byDefault = rust.packages.find(({ name }) => name === first.package)?.defaultRun
  if (bins.some(({ name }) => name === byDefault)) return []
  return bins.map((bin) => {
    const isTaken = bins.some((other) => other !== bin && other.name === bin.name)
    return isTaken
      ? { name: `${bin.package}-${bin.name}`, options: { bin: bin.name, package: bin.package } }
      : { name: bin.name, options: { bin: bin.name } }
  })
}

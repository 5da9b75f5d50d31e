import type { PresetVariant } from '../presets/define-preset.js'
import { startWords } from './existing/plain-words.js'
import type { FinalStage } from './existing/setting.js'

const lastPart = (path: string): string => path.split('/').at(-1) ?? path

/** The value that tells a variant from the others: the folder of a main package, the name of a binary. */
const marks = ({ name, options }: PresetVariant): readonly string[] => [
  name,
  ...Object.values(options).flatMap((value) => (typeof value === 'string' ? [value.replace(/^\.\//, '')] : [])),
]

const isNamedIn = (script: string, mark: string): boolean =>
  new RegExp(`(?:^|[\\s/'"=])${mark.replace(/[^\w]/g, '\\$&')}(?:/main\\.go|/?)(?=$|[\\s'";&|])`).test(script)

/**
 * Which of several services an old Dockerfile is about: the one whose program it starts, else the only one that it
 * builds.
 */
export const serviceOf = (services: readonly PresetVariant[], old: FinalStage): PresetVariant | undefined => {
  const start = old.settings.find((setting) => setting.kind === 'start')
  const plain = start?.kind === 'start' ? startWords(start) : undefined
  const program = plain !== undefined && 'words' in plain ? lastPart(plain.words[0] ?? '') : ''
  const started = services.filter((service) => marks(service).some((mark) => lastPart(mark) === program))
  if (started.length === 1) return started[0]
  const built = services.filter((service) =>
    marks(service).some((mark) => mark !== '.' && old.scripts.some((script) => isNamedIn(script, mark))),
  )
  return built.length === 1 ? built[0] : undefined
}

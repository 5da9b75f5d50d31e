import { imageFacts, tableDate } from '../../images/index.js'
import type { Facts } from '../../project/facts.js'
import { type Decision, type DecisionContext, hasOption, left } from './decision.js'
import type { BaseSetting } from './setting.js'

interface Language {
  /** The option of the presets that names the version. */
  readonly option: string
  /** How many numbers make a release line: 3.13, 24. */
  readonly depth: number
  /** As end-of-life dates call it. */
  readonly title: string
  /** Whether the repository itself names a release line, not only a range. */
  readonly isNamed: (facts: Facts) => boolean
}

const ranges = new Set(['default', 'requires-python', 'poetry', 'engines', 'devEngines'])

/** Languages whose release line matters to a program that is not compiled, by the name of their images. */
const languages: Readonly<Record<string, Language>> = {
  python: {
    option: 'pythonVersion',
    depth: 2,
    title: 'Python',
    isNamed: ({ python }) => python !== undefined && !ranges.has(python.pythonVersion.source),
  },
  node: {
    option: 'node',
    depth: 1,
    title: 'Node.js',
    isNamed: ({ node }) => node !== undefined && !ranges.has(node.nodeVersion.source),
  },
}

const lineOf = (image: string, depth: number): string | undefined => {
  const parts = imageFacts(image)?.version?.split('.') ?? []
  return parts.length < depth ? undefined : parts.slice(0, depth).join('.')
}

/**
 * The version of the language that an old Dockerfile builds on: dependencies are pinned for it. Nothing where the
 * repository says the same or has a version of its own.
 */
export const decideBase = ({ image }: BaseSetting, context: DecisionContext): Decision | undefined => {
  const facts = imageFacts(image)
  const language = languages[facts?.name ?? '']
  if (facts === undefined || language === undefined || !hasOption(context, language.option)) return undefined
  const old = lineOf(image, language.depth)
  const own = context.own?.base === undefined ? undefined : lineOf(context.own.base.image, language.depth)
  if (old === undefined || old === own || language.isNamed(context.facts)) return undefined
  const end = facts.endOfLife.find(({ subject }) => subject.startsWith(language.title))
  return end !== undefined && end.date < tableDate
    ? left(`${end.subject} has had no fixes since ${end.date}${own === undefined ? '' : `; the preset takes ${own}`}`)
    : { kind: 'kept', options: { [language.option]: old } }
}

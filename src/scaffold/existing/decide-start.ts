import { isCompiledProgram } from './compiled-program.js'
import { type Decision, type DecisionContext, hasOption, left, same, typed } from './decision.js'
import { relocate } from './old-paths.js'
import { plainWords, type PlainWords, startWords } from './plain-words.js'
import { managers, programIn, programName } from './program.js'
import type { HealthcheckSetting, StartSetting } from './setting.js'

const ownWords = ({ own }: DecisionContext): readonly string[] | undefined => {
  const start = own?.settings.find((setting) => setting.kind === 'start')
  const plain = start?.kind === 'start' ? startWords(start) : undefined
  return plain !== undefined && 'words' in plain ? plain.words : undefined
}

const instead = (context: DecisionContext): string => {
  const words = ownWords(context)
  return words === undefined ? '' : `; the preset starts \`${typed(words)}\``
}

/** What two commands for the same file have in common: `node ./dist/main` and `node dist/main.js`. */
const plainForm = (words: readonly string[]): string =>
  JSON.stringify(words.map((word) => word.replace(/^\.\//, '').replace(/\.[cm]?js$/, '')))

/** The words as the image of the preset takes them, or why it cannot. */
const translate = (plain: PlainWords, context: DecisionContext): PlainWords => {
  if ('why' in plain) return plain
  const { definition, facts, old, own } = context
  const [first = '', ...rest] = plain.words
  const name = programName(first)
  if (managers.has(name)) return { why: `\`${name}\` need not run in the container` }
  const program = programIn(definition.ecosystems, name, facts)
  if (program === undefined) {
    return { why: name.includes('/') ? `\`${name}\` is a file of the old image` : `\`${name}\` is not in the image` }
  }
  const moved = relocate(rest, old, own)
  return 'path' in moved
    ? { why: `\`${moved.path}\` is a file of the old image` }
    : { words: [program, ...moved.words] }
}

/** A script that neither lies in the service's folder nor comes of its build. */
const isMissing = (file: string, { facts }: DecisionContext): boolean => {
  if (!/\.(?:py|[cm]?js)$/.test(file) || facts.node?.build !== undefined) return false
  const [first] = file.replace(/^\.\//, '').split('/')
  return !facts.files.some(({ name }) => name === first)
}

/** Servers that reload, show tracebacks or debug, none of which is for production. */
const development =
  /^(?:fastapi dev|(?:flask|quart)\b.*\brun|python\b.*\bmanage\.py runserver|(?:node_modules\/\.bin\/)?(?:nodemon|ts-node-dev|tsx watch|next dev|nuxt dev|vite))\b|^node --watch\b|^(?:uvicorn|gunicorn|granian)\b.* --reload\b/

const decideCommand = (plain: PlainWords, context: DecisionContext): Decision => {
  const translated = translate(plain, context)
  if ('why' in translated) return left(`${translated.why}${instead(context)}`)
  const { words } = translated
  const own = ownWords(context)
  if (own !== undefined && plainForm(own) === plainForm(words)) return same('the preset starts the same')
  const [program, file, ...rest] = words
  if (file === undefined && (program === 'python' || program === 'node')) {
    return left(`\`${program}\` alone starts nothing${instead(context)}`)
  }
  if (file !== undefined && isMissing(file, context)) {
    return left(`there is no \`${file}\` in this folder${instead(context)}`)
  }
  if (own !== undefined && development.test(words.join(' '))) {
    return left(`\`${typed(words)}\` is for development${instead(context)}`)
  }
  const isFile = program === 'node' && file !== undefined && !file.startsWith('-') && rest.length === 0
  return isFile && hasOption(context, 'entry')
    ? { kind: 'kept', options: { entry: file } }
    : { kind: 'kept', options: { command: words } }
}

/** Of a compiled program only the arguments are a matter of choice. */
const decideArguments = (plain: PlainWords, context: DecisionContext): Decision => {
  if ('why' in plain) return left(`${plain.why}, which the image does not have${instead(context)}`)
  const [program = '', ...rest] = plain.words
  if (!isCompiledProgram(program, context.old, ownWords(context)?.[0])) {
    return left(`\`${program}\` is not the program that the preset builds${instead(context)}`)
  }
  if (rest.length === 0) return same('the preset starts the program that it builds')
  const moved = relocate(rest, context.old, context.own)
  return 'path' in moved
    ? left(`\`${moved.path}\` is a file of the old image${instead(context)}`)
    : { kind: 'kept', options: { args: moved.words } }
}

/** ENTRYPOINT and CMD. */
export const decideStart = (setting: StartSetting, context: DecisionContext): Decision => {
  const plain = startWords(setting)
  if ('words' in plain && plain.words.length === 0) return same('it starts nothing')
  if (hasOption(context, 'command')) return decideCommand(plain, context)
  if (hasOption(context, 'args')) return decideArguments(plain, context)
  return left(`the preset has no option for it${instead(context)}`)
}

/** HEALTHCHECK, where the image can run it. */
export const decideHealthcheck = ({ command, flags }: HealthcheckSetting, context: DecisionContext): Decision => {
  const translated = translate(plainWords(command), context)
  if ('why' in translated) return left(translated.why)
  const without = flags.length === 0 ? {} : { why: `without ${flags.map((flag) => `\`${flag}\``).join(', ')}` }
  return { kind: 'kept', options: { healthcheck: translated.words }, ...without }
}

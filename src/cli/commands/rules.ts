import { GenDockerfileError } from '../../model/error.js'
import { colorsFor } from '../../report/colors.js'
import { ruleData } from '../../report/rules/rule-data.js'
import { ruleTable, ruleText } from '../../report/rules/rules-text.js'
import { rules } from '../../rules/index.js'
import type { Rule } from '../../rules/support/rule.js'
import { nearest } from '../../words/nearest.js'
import type { CommandModule } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'

/** Adds the description, arguments and options of the catalogue. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('List the rules, or show the page of one.')
    .argument('[name]', 'a rule such as exec-form, or a code such as DL3008 or JSONArgsRecommended')
    .addOption(command.createOption('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
}

/** What a rule answers to: its name, and its codes with and without the tool. */
const namesOf = ({ name, codes }: Rule): readonly string[] => [
  name,
  ...codes,
  ...codes.map((code) => code.slice(code.indexOf(':') + 1)),
]

const unknownRule = (given: string): GenDockerfileError => {
  const near = nearest(given, rules.flatMap(namesOf))
  return new GenDockerfileError({
    code: 'unknown-rule',
    message: `There is no rule or code \`${given}\`.`,
    hint: near === undefined ? '`gen-dockerfile rules` lists all.' : `Did you mean \`${near}\`?`,
  })
}

const rulesNamed = (given: string): readonly Rule[] => {
  const wanted = given.toLowerCase()
  const found = rules.filter((rule) => namesOf(rule).some((name) => name.toLowerCase() === wanted))
  if (found.length === 0) throw unknownRule(given)
  return found
}

/** Prints all rules, or the pages of those that have a name. */
export const run: CommandModule['run'] = async (command, terminal) => {
  const { color, quiet } = commonOptions(command)
  const { format } = command.opts<{ format: 'text' | 'json' }>()
  const colors = colorsFor(color)
  const [name] = command.args
  const chosen = name === undefined ? rules : rulesNamed(name)
  if (format === 'json') {
    terminal.out(`${JSON.stringify({ version: 1, rules: chosen.map(ruleData) }, undefined, 2)}\n`)
  } else if (name === undefined) {
    terminal.out(ruleTable(chosen, colors))
    if (!quiet) terminal.err('\nThe page of one: gen-dockerfile rules <name>\n')
  } else {
    terminal.out(chosen.map((rule) => ruleText(rule, colors)).join('\n'))
  }
  return exitCodes.fine
}

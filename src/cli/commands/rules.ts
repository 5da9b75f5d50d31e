import { nearestRuleName } from '../../linter/rule-names.js'
import { GenDockerfileError } from '../../model/error.js'
import { colorsFor } from '../../report/colors.js'
import { type OwnFindingData, ownFindings } from '../../report/rules/own-findings.js'
import { ruleData } from '../../report/rules/rule-data.js'
import { ownFindingText, ruleTable, ruleText } from '../../report/rules/rules-text.js'
import { rules } from '../../rules/index.js'
import type { Rule } from '../../rules/support/rule.js'
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

/** The codes of ShellCheck are too many to be listed: one rule reports them all. */
const reportsShellcheck = ({ docs }: Rule): boolean => docs.setting?.shellcheck !== undefined

const unknownRule = (given: string): GenDockerfileError => {
  const near = nearestRuleName(given)
  return new GenDockerfileError({
    code: 'unknown-rule',
    message: `There is no rule or code \`${given}\`.`,
    hint: near === undefined ? '`gen-dockerfile rules` lists all.' : `Did you mean \`${near}\`?`,
  })
}

interface Found {
  readonly rules: readonly Rule[]
  /** What the linter reports by itself. */
  readonly own: readonly OwnFindingData[]
}

const find = (given: string): Found => {
  const wanted = given.toLowerCase()
  const isWanted = (name: string): boolean => name.toLowerCase() === wanted
  const isShellcheck = /^(?:shellcheck:)?sc\d+$/.test(wanted)
  const found = {
    rules: rules.filter((rule) => namesOf(rule).some(isWanted) || (isShellcheck && reportsShellcheck(rule))),
    own: ownFindings.filter(({ name }) => isWanted(name)),
  }
  if (found.rules.length + found.own.length === 0) throw unknownRule(given)
  return found
}

/** Prints all rules, or the pages of those that have a name. */
export const run: CommandModule['run'] = async (command, terminal) => {
  const { color, quiet } = commonOptions(command)
  const { format } = command.opts<{ format: 'text' | 'json' }>()
  const colors = colorsFor(color)
  const [name] = command.args
  const found: Found = name === undefined ? { rules, own: ownFindings } : find(name)
  if (format === 'json') {
    const data = { version: 1, rules: found.rules.map(ruleData), others: found.own }
    terminal.out(`${JSON.stringify(data, undefined, 2)}\n`)
  } else if (name === undefined) {
    terminal.out(ruleTable(rules, colors))
    if (!quiet) terminal.err('\nThe page of one: gen-dockerfile rules <name>\n')
  } else {
    const pages = [
      ...found.rules.map((rule) => ruleText(rule, colors)),
      ...found.own.map((each) => ownFindingText(each, colors)),
    ]
    terminal.out(pages.join('\n'))
  }
  return exitCodes.fine
}

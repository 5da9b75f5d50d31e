import { Option, type Command } from 'commander'
import { camelCase, type AnyPresetDefinition } from '../../presets/define-preset.js'
import { describeOptions, exampleOf } from '../../presets/describe.js'
import { presetCatalogue } from '../../presets/index.js'
import { colorsFor } from '../../report/colors.js'
import { presetNamed } from '../../generate/choose-preset.js'
import type { CommandModule } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'

/** Adds the description, arguments and options of the catalogue. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('List the presets, or show the options and an example of one.')
    .argument('[name]', 'a preset, such as go-distroless')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
}

const dataOf = (definition: AnyPresetDefinition) => ({
  name: definition.name,
  function: camelCase(definition.name),
  summary: definition.summary,
  options: describeOptions(definition),
  example: exampleOf(definition),
})

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** Prints the catalogue, or one preset. */
export const run: CommandModule['run'] = async (command: Command, terminal) => {
  const { color } = commonOptions(command)
  const { format } = command.opts<{ format: 'text' | 'json' }>()
  const colors = colorsFor(color)
  const [name] = command.args
  if (name === undefined) {
    if (format === 'json')
      terminal.out(`${JSON.stringify({ version: 1, presets: presetCatalogue.map(dataOf) }, null, 2)}\n`)
    else {
      const width = Math.max(...presetCatalogue.map((each) => each.name.length))
      terminal.out(presetCatalogue.map((each) => `${colors.bold(each.name.padEnd(width))}  ${each.summary}\n`).join(''))
      terminal.err('\nOptions of one: gen-dockerfile presets <name>\n')
    }
    return exitCodes.fine
  }
  const definition = presetNamed(name)
  if (format === 'json') {
    terminal.out(`${JSON.stringify({ version: 1, ...dataOf(definition) }, null, 2)}\n`)
    return exitCodes.fine
  }
  const options = describeOptions(definition).map((option) => {
    const initial =
      option.default === undefined || option.default === '{}' || option.default === '[]'
        ? ''
        : colors.dim(` = ${option.default}`)
    return [
      `  ${colors.bold(option.name)}: ${option.type}${initial}`,
      ...wrap(option.description, 90).map((line) => `      ${line}`),
    ].join('\n')
  })
  const example = exampleOf(definition)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
  terminal.out(
    `${colors.bold(camelCase(definition.name))}: ${definition.summary}\n\nOptions\n${options.join('\n')}\n\nExample\n${example.join('\n')}\n`,
  )
  return exitCodes.fine
}

import { posix } from 'node:path'
import type { GeneratedService } from '../generate/service.js'

/** A service as the JSON output has it. */
export interface ServiceData {
  readonly name: string
  readonly folder: string
  readonly source: string
  readonly output: string
  readonly ignoreFile: string | null
  readonly context: string
  readonly targets: readonly string[]
  readonly preset: string | null
  /** The folders of the workspace members that it is built from, without its own. */
  readonly dependencies: readonly string[]
}

const serviceData = (service: GeneratedService): ServiceData => {
  const { name, folder, source, output, ignoreFile = null, context, targets, preset = null, members = [] } = service
  const dependencies = members.filter((member) => posix.normalize(member) !== folder)
  return { name, folder, source, output, ignoreFile, context, targets, preset, dependencies }
}

/** Services for programs, such as the matrix of a pipeline: one object, whose `version` goes up when its shape breaks. */
export const servicesJson = (services: readonly GeneratedService[]): string => {
  const lines = services.map((service) => `    ${JSON.stringify(serviceData(service))}`)
  return `{\n  "version": 1,\n  "services": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`
}

const widest = (texts: readonly string[]): number => texts.reduce((width, text) => Math.max(width, text.length), 0)

/** Services for people: a line for each. */
export const servicesText = (services: readonly GeneratedService[]): string => {
  const rows = services.map(({ name, output, preset, source }) => [name, output, preset ?? source] as const)
  const nameWidth = widest(rows.map(([name]) => name))
  const outputWidth = widest(rows.map(([, output]) => output))
  return rows
    .map(([name, output, from]) => `${name.padEnd(nameWidth)}  ${output.padEnd(outputWidth)}  ${from}\n`)
    .join('')
}

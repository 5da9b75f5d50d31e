import { recordAt } from '../value.js'

/** The package or binary that words such as `run --quiet --package vdev --` start. */
const started = (words: readonly string[]): string | undefined => {
  if (words[0] !== 'run' && words[0] !== 'r') return undefined
  const index = words.findIndex((word) => /^(?:-p|--package|--bin)(?:=|$)/.test(word))
  return index === -1 ? undefined : (words[index]?.split('=')[1] ?? words[index + 1])
}

/**
 * Packages and binaries that `.cargo/config.toml` makes a command of Cargo: `xtask = "run --package xtask --"`. An alias of another
 * name may be for anything: `start = "run --bin server"`.
 */
export const cargoCommands = (config: unknown): readonly string[] =>
  Object.entries(recordAt(config, 'alias')).flatMap(([alias, value]) => {
    const words = typeof value === 'string' ? value.split(/\s+/) : Array.isArray(value) ? value.map(String) : []
    const name = started(words)
    return name === alias ? [name] : []
  })

import type { Command } from 'commander'

/** Where a command prints. */
export interface Terminal {
  /** A command's result. */
  readonly out: (text: string) => void
  /** Progress, hints and failures. */
  readonly err: (text: string) => void
}

/** A command, loaded only when it is called. */
export interface CommandModule {
  /** Adds description, arguments and options. */
  readonly configure: (command: Command) => void
  /** Does the work with the parsed command and gives the exit code. */
  readonly run: (command: Command, terminal: Terminal) => Promise<number>
}

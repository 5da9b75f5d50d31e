import type { CommandModule } from './command-module.js'

interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<CommandModule>
}

/** The commands that have a name; what is none of them is a path for `generate`. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  presets: {
    summary: 'list the presets, or show the options of one',
    load: () => import('./commands/presets.js'),
  },
}

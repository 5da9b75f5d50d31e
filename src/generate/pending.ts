import type { MadeTarget } from './make-target.js'
import type { PendingFile } from './made-file.js'
import { isSameText } from './marker.js'
import type { GenerateMode } from './options.js'
import type { Pending } from './run.js'
import type { Session } from './session.js'
import type { SourceFile } from './source-file.js'
import { textOnDisk } from './disk-state.js'

/** Whether a file has a text; what cannot be read is told when the file is settled. */
const hasText = (path: string, text: string): boolean => {
  try {
    const present = textOnDisk(path, path)
    return present !== undefined && isSameText(present, text)
  } catch {
    return false
  }
}

/** What was made of a target, as it waits for all others: two may have made one file. */
export const pendingOf = (
  source: SourceFile,
  label: string,
  made: MadeTarget,
  mode: GenerateMode,
  realFile: Session['realFile'],
): Pending => {
  const files = made.files.map(({ kind, output, text }): PendingFile => {
    const path = realFile(source, output)
    return { kind, output, path, text: mode !== 'stdout' && hasText(path, text) ? undefined : text }
  })
  const { context, diagnostics, notes } = made
  return { source, label, files, context, diagnostics, notes }
}

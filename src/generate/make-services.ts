import { buildChosen, type BuiltServices, type ChosenServices } from './build-services.js'
import type { BuiltTarget } from './build-target.js'
import { createLintSettings } from './lint-settings.js'
import { makeTarget } from './make-target.js'
import type { GenerateOptions } from './options.js'
import { pendingOf } from './pending.js'
import type { Pending } from './run.js'
import { unmatchedNotes } from './unmatched-notes.js'
import type { Session } from './session.js'

/** What came of making the files of services; nothing is written yet. */
export interface MadeServices extends BuiltServices {
  readonly pending: readonly Pending[]
}

/** Makes the files of chosen services; `collect` gets what each is built from. */
export const makeServices = async (
  session: Session,
  chosen: ChosenServices,
  options: Pick<GenerateOptions, 'mode' | 'builder' | 'lint'>,
  collect?: (built: BuiltTarget) => Promise<void>,
): Promise<MadeServices> => {
  const lintSettings = createLintSettings(options, session.configs)
  const pending: Pending[] = []
  const each = async (built: BuiltTarget): Promise<void> => {
    const { source, target } = built
    await collect?.(built)
    const made = makeTarget(built, await lintSettings(source), session)
    const notes = [...unmatchedNotes(built), ...made.notes]
    pending.push(pendingOf(source, target.label, { ...made, notes }, options.mode, session.realFile))
  }
  return { pending, ...(await buildChosen(session, chosen, { each, ready: lintSettings })) }
}

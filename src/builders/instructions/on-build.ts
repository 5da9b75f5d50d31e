import { refuse } from '../refuse.js'
import { entriesOf, isStage } from '../stage-value.js'
import type { StageBuilder } from '../stage.js'
import type { Step } from '../step.js'

/** The methods that ONBUILD takes: everything but FROM and ONBUILD itself. */
export type Trigger = Omit<StageBuilder, 'as' | 'onBuild' | 'ignore' | 'comment'>

/** `ONBUILD instruction …` for every instruction of the trigger. */
export const onBuildStep = (trigger: Trigger): Step => {
  const entries = isStage(trigger) ? entriesOf(trigger) : []
  if (entries.length === 0)
    refuse('invalid-on-build', 'onBuild() needs a function that adds at least one instruction and returns the result.')
  const steps = entries.flatMap((entry) => (entry.kind === 'step' ? [entry.step] : []))
  if (steps.length < entries.length)
    refuse('invalid-on-build', 'ONBUILD takes instructions only, no comments and no suppressions.')
  if (steps.some((step) => step.references.length > 0)) {
    refuse(
      'invalid-on-build',
      'An ONBUILD instruction runs in another build, which does not have the stages of this one.',
      'Copy from a published image, by its name.',
    )
  }
  return {
    references: [],
    lower: (context) =>
      steps
        .flatMap((step) => step.lower(context))
        .map((draft) => {
          if (draft.kind === 'onbuild') refuse('invalid-on-build', 'ONBUILD cannot be nested.')
          if ('heredocs' in draft && draft.heredocs.length > 0)
            refuse('invalid-on-build', 'ONBUILD cannot carry a heredoc.')
          return { kind: 'onbuild', flags: [], instruction: { ...draft, comments: [] } }
        }),
  }
}

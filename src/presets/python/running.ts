import type { Pairs } from '../../builders/instructions/key-values.js'
import { environment } from './install/installer.js'
import { home } from './paths.js'
import type { PythonPlan } from './plan.js'

/** Variables of the running service. */
export const running = (plan: PythonPlan): Pairs => ({
  PATH: `${environment}/bin:$PATH`,
  PYTHONUNBUFFERED: 1,
  PYTHONDONTWRITEBYTECODE: 1,
  ...(plan.start.importRoot === undefined ? {} : { PYTHONPATH: `${home(plan.layout)}/${plan.start.importRoot}` }),
  ...plan.start.env,
  ...plan.options.env,
})

/** What tells more of a problem: tracebacks of crashes, warnings that are off otherwise. */
export const debugging: Pairs = { PYTHONFAULTHANDLER: 1, PYTHONDEVMODE: 1 }

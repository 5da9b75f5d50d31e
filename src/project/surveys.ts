import { lockSurveys } from './node/lock-reading.js'
import { packageSurveys } from './workspaces/package-surveys.js'

/** All questions that the parts of a run ask in common. */
export const surveys = [...packageSurveys, ...Object.values(lockSurveys)] as const

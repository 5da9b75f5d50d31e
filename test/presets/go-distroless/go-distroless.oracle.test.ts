import { expectCleanDockerfiles } from '../compiled/clean.js'
import { goExamples } from './examples.js'
import { goWorkspaces } from './workspaces.js'

expectCleanDockerfiles({ ...goExamples, ...goWorkspaces })

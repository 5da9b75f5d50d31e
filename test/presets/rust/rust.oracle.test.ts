import { expectCleanDockerfiles } from '../compiled/clean.js'
import { rustExamples } from './examples.js'
import { rustWorkspaces } from './workspaces.js'

expectCleanDockerfiles({ ...rustExamples, ...rustWorkspaces })

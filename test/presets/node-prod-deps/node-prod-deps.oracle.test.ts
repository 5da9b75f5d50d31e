import { expectCleanDockerfiles } from '../compiled/clean.js'
import { nodeExamples } from './examples.js'
import { workspaceExamples } from './workspace-examples.js'

expectCleanDockerfiles({ ...nodeExamples, ...workspaceExamples })

import { expectCleanDockerfiles } from '../compiled/clean.js'
import { nodeExamples } from './examples.js'

expectCleanDockerfiles(nodeExamples)

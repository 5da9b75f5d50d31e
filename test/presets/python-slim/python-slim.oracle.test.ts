import { expectCleanDockerfiles } from '../compiled/clean.js'
import { slimExamples } from './examples.js'

expectCleanDockerfiles(slimExamples)

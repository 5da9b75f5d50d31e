import { expectCleanDockerfiles } from '../compiled/clean.js'
import { goExamples } from './examples.js'

expectCleanDockerfiles(goExamples)

import { expectCleanDockerfiles } from '../compiled/clean.js'
import { rustExamples } from './examples.js'

expectCleanDockerfiles(rustExamples)

import { expectCleanDockerfiles } from '../compiled/clean.js'
import { alpineExamples } from './examples.js'

expectCleanDockerfiles(alpineExamples)

import { nodeCases } from './cases/node.js'
import { suite } from './suite.js'

await suite(nodeCases)

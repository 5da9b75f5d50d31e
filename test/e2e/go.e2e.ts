import { goCases } from './cases/compiled.js'
import { suite } from './suite.js'

await suite(goCases)

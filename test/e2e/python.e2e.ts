import { pythonCases } from './cases/python.js'
import { suite } from './suite.js'

await suite(pythonCases)

import { parentPort, workerData } from 'node:worker_threads'
import { loadProgram } from './load-program.js'

// A thread that helps with linting, started by `lint/share.ts`.
const { helpLint } = await loadProgram()
if (parentPort !== null) await helpLint(workerData, parentPort)

import { parentPort } from 'node:worker_threads'
import { loadProgram } from './load-program.js'

// A thread that helps with linting, started by `lint-helpers.ts`.
if (parentPort !== null) {
  const port = parentPort
  void loadProgram().then(({ helpLint }) => helpLint(port))
}

import { parentPort } from 'node:worker_threads'
import { loadProgram } from './load-program.js'

// What a thread runs that was started for a part of many services.
if (parentPort !== null) {
  const port = parentPort
  void loadProgram().then(async ({ serve }) => serve(port))
}

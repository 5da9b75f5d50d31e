import Fastify from 'fastify'
import { tideAt } from './lib/tide.js'

const server = Fastify()
server.get('/', () => `the tide is ${tideAt(new Date())}\n`)
process.once('SIGTERM', () => server.close())
await server.listen({ host: '0.0.0.0', port: 8080 })

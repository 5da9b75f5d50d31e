import { Hono } from 'hono'
import { timeOf } from './time.js'

const app = new Hono()
app.get('/', (context) => context.text(`it is ${timeOf(new Date())}\n`))
const server = Bun.serve({ fetch: app.fetch, port: 8080 })
process.once('SIGTERM', () => server.stop().then(() => process.exit(0)))

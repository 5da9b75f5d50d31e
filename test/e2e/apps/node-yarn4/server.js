import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { shout } from './lib/shout.js'

const app = new Hono()
app.get('/', (context) => context.text(`${shout(context.req.query('say') ?? 'hello')}\n`))
const server = serve({ fetch: app.fetch, port: 8080 })
process.once('SIGTERM', () => server.close())

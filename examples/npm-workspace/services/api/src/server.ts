import { serve } from '@hono/node-server'
import { priceOf } from '@shop/prices'
import { Hono } from 'hono'

const app = new Hono()

app.get('/', (context) => context.json({ cents: priceOf(context.req.query()) }))

const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 8080) })

process.on('SIGTERM', () => server.close())

import { serve } from '@hono/node-server'
import { price } from '@shop/prices'
import { Hono } from 'hono'

const app = new Hono().get('/', (c) => c.text(`tea: ${price(250)}\n`))

const server = serve({ fetch: app.fetch, port: 3000 })
process.on('SIGTERM', () => server.close())

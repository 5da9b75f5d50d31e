import { Hono } from 'hono'
import { distance, type Point } from './distance.js'

const parsePoint = (text: string | undefined): Point | undefined => {
  const [latitude = Number.NaN, longitude = Number.NaN] = (text ?? '').split(',').map(Number)
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}

export const app = new Hono()

app.get('/healthz', (context) => context.text('ok'))

app.get('/distance', (context) => {
  const from = parsePoint(context.req.query('from'))
  const to = parsePoint(context.req.query('to'))
  if (!from || !to) return context.json({ error: 'Ask for /distance?from=52.52,13.40&to=48.86,2.35' }, 400)
  return context.json({ kilometres: Math.round(distance(from, to)) })
})

const { randomInt } = require('node:crypto')
const Koa = require('koa')
const { page } = require('./lib/page')

const app = new Koa()
app.use((context) => {
  context.body = page(randomInt(1, 7))
})
const server = app.listen(8080)
process.once('SIGTERM', () => server.close())

import { createServer } from 'node:http'
import ms, { type StringValue } from 'ms'

/** `GET /2.5 hours` answers with the number of milliseconds. */
createServer((request, response) => {
  const text = decodeURIComponent((request.url ?? '/').slice(1))
  const milliseconds: number | undefined = text === '' ? undefined : ms(text as StringValue)
  response.statusCode = milliseconds === undefined ? 400 : 200
  response.end(`${milliseconds ?? 'write a duration, such as /2h'}\n`)
}).listen(3000)

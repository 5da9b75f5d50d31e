import { createServer } from 'node:http'
import escape from 'escape-html'

/** `GET /passing` answers with a badge that says so. */
const server = createServer((request, response) => {
  const text = escape(decodeURIComponent((request.url ?? '/').slice(1)) || 'hello')
  response.setHeader('content-type', 'image/svg+xml')
  response.end(`<svg xmlns="http://www.w3.org/2000/svg" width="${text.length * 9 + 20}" height="20">
  <rect width="100%" height="100%" rx="4" fill="#357"/><text x="10" y="14" font-size="12" fill="#fff">${text}</text>
</svg>`)
}).listen(8080)

process.on('SIGTERM', () => server.close())

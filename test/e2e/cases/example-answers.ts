import { join } from 'node:path'
import { root } from '../../examples/support.js'

/** What shows that the image of an example does what it is for. */
export interface Proof {
  /** Where it listens; absent where it serves nothing. */
  readonly port?: number
  /** What is asked; `/` when absent. */
  readonly path?: string
  /** What is posted; absent for a GET. */
  readonly body?: string
  /** What it answers, or prints where it serves nothing. */
  readonly answer: RegExp
  /** Whether it goes on until it is told to stop, although it serves nothing. */
  readonly stays?: true
  /** Options of `docker run`. */
  readonly options?: readonly string[]
  /** What is run in the place of its command. */
  readonly args?: readonly string[]
}

const models = join(root, 'examples/models-by-volume/models')

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const price = { port: 8080, path: '/?name=lamp&cents=100', answer: /^\{"cents":119\}$/ } satisfies Proof

const stock = { answer: /counted the stock/, stays: true, options: ['--env', 'SCHEDULE=* * * * * *'] } satisfies Proof

const settings = { port: 8000, path: '/health', answer: /"libpq": \d+/ } satisfies Proof

/** By example, or by row where rows of one example differ. */
export const proofs: Readonly<Record<string, Proof>> = {
  'base-images': { answer: /^(?:new|full|(?:first|last) quarter|(?:waxing|waning) (?:crescent|gibbous))\n$/ },
  'cargo-workspace/services/api': { port: 8080, body: 'tea', answer: /^Thank you for order 1\.\n+$/ },
  'cargo-workspace/services/worker': { answer: /^packed: tea\n$/ },
  'company-policy/services/badges': { port: 8080, path: '/passing', answer: /<svg [^]*>passing<\/text>/ },
  'company-policy/services/mailer': { port: 8080, path: '/Ada', answer: /^Dear Ada,/ },
  // The rungs before the corrected ones do not say what is run.
  django: {
    port: 8000,
    path: '/health',
    answer: /"libpq": \d+/,
    args: ['gunicorn', '--chdir', '/app', '--bind', '0.0.0.0:8000', 'config.wsgi'],
  },
  'django/corrected': settings,
  'django/corrected-alpine': settings,
  fastapi: { port: 8000, path: '/reading?celsius=100', answer: /"fahrenheit":212\.0/ },
  'go-distroless': { port: 8080, path: '/quote', answer: /\.\n$/ },
  'go-two-stages': { port: 8080, path: '/id', answer: new RegExp(`^${uuid}\n$`) },
  'go-work/services/mailer': { port: 8081, path: '/letters/Ada', answer: /^Dear Ada,\n\nyour order/ },
  'go-work/services/orders': { port: 8080, path: '/orders', body: '', answer: new RegExp(`^order-${uuid}\n$`) },
  'ml-classifier': { answer: /^outage +0\.\d\d\n[^]*tokeniser: (?:compiled|pure Python)\n$/ },
  'ml-classifier/corrected': { answer: /^outage +0\.\d\d\n[^]*tokeniser: compiled\n$/ },
  'models-by-volume': {
    port: 8000,
    path: '/?text=the+house',
    answer: /^\{"language": "en"\}$/,
    options: ['--volume', `${models}:/models:ro`],
  },
  'node-prod-deps': { port: 8080, path: '/distance?from=52.52,13.40&to=48.86,2.35', answer: /"kilometres":87\d/ },
  'node-two-stages': { port: 3000, path: '/2h', answer: /^7200000\n$/ },
  'npm-workspace/services/api': price,
  'npm-workspace/services/worker': stock,
  'pnpm-workspace/services/api': price,
  'pnpm-workspace/services/worker': stock,
  'polyglot-dockerignore': { port: 8000, path: '/cities.json', answer: /^\["Accra",/ },
  'polyglot-monorepo/services/orders': { port: 8080, answer: new RegExp(`^${uuid}\n$`) },
  'polyglot-monorepo/services/recommend': { port: 8000, path: '/?item=bread', answer: /^butter\n$/ },
  'polyglot-monorepo/services/stock': { port: 8080, answer: /^100 left\n$/ },
  'polyglot-monorepo/services/web': { port: 3000, answer: /^tea: €2\.50\n$/ },
  'python-alpine-uv': { port: 8000, path: '/notes', answer: /water the plants/ },
  'python-distroless': { port: 8000, path: '/roll/6', answer: /"rolled":[1-6]\}/ },
  'python-non-root': { port: 8000, body: '# Title', answer: /^<h1>Title<\/h1>\n$/ },
  'python-single-vs-multi': { port: 8000, path: '/letters/aha', answer: /"a": ?2/ },
  'python-slim': { port: 8000, path: '/books', answer: /Dubliners/ },
  rust: { port: 8080, answer: /This is visit 1\./ },
  'rust-two-stages': { port: 8080, path: '/reverse/some%20text', answer: /^txet emos$/ },
  'secrets-and-ssh': { answer: /^976\.6 KiB\n$/ },
  targets: { port: 8000, path: '/until/2000-01-01', answer: /^\{"days": -\d+\}$/ },
  techniques: {
    answer: /^tea: 5\n$/,
    options: ['--entrypoint', 'sh'],
    args: ['-c', `echo '{"customer": "tea", "amount": 2} {"customer": "tea", "amount": 3}' | summary`],
  },
  'uv-workspace/services/api': { port: 8080, path: '/products', answer: /"name": "lamp"/ },
  'uv-workspace/services/digest': { answer: /^Subject: What we sell\n\nlamp: / },
  'yarn-workspace/services/api': price,
  'yarn-workspace/services/worker': stock,
}

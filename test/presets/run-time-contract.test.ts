import { describe, expect, it } from 'vitest'
import { contractOf, type Contract } from '../../scripts/catalogue/contract.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { presetCatalogue } from '../../src/presets/index.js'
import { dockerfileOf, type Example } from './compiled/repository.js'
import { goExamples } from './go-distroless/examples.js'
import { nodeExamples } from './node-prod-deps/examples.js'
import { alpineExamples } from './python-alpine-uv/examples.js'
import { slimExamples } from './python-slim/examples.js'
import { rustExamples } from './rust/examples.js'

const examples: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  'go-distroless': goExamples,
  'node-prod-deps': nodeExamples,
  'python-alpine-uv': alpineExamples,
  'python-slim': slimExamples,
  rust: rustExamples,
}

const contractIn = (text: string, target?: string): Contract => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(JSON.stringify(parsed.error))
  return contractOf(parsed.document, target)
}

const text = `FROM node:24-slim AS app
WORKDIR /app
RUN install -d -o 1000 -g 1000 data /var/lib/shop
EXPOSE 8080
LABEL a=1
HEALTHCHECK CMD ["node", "health.js"]
FROM app AS debug
EXPOSE 9229
USER 1000
CMD ["node", "--inspect", "main.js"]
FROM app AS runtime
COPY --from=debug --chown=1000:1000 /empty cache/
COPY --from=debug --chown=1000:1000 /app/main.js main.js
VOLUME /x
STOPSIGNAL SIGQUIT
USER 1000:1000
ENTRYPOINT ["node"]
CMD ["main.js"]
`

describe('contractOf', () => {
  it('reads the last stage and those it starts from', () => {
    expect(contractIn(text)).toEqual({
      ports: ['8080'],
      user: '1000:1000',
      workdir: '/app',
      entrypoint: { form: 'exec', args: ['node'] },
      cmd: { form: 'exec', args: ['main.js'] },
      signal: 'SIGQUIT',
      healthcheck: { form: 'exec', args: ['node', 'health.js'] },
      labels: ['a'],
      volumes: ['/x'],
      writable: ['/app/data', '/var/lib/shop', '/app/cache'],
    })
  })

  it('reads another stage', () => {
    expect(contractIn(text, 'debug')).toMatchObject({ ports: ['8080', '9229'], user: '1000', volumes: [] })
    expect(() => contractIn(text, 'none')).toThrow('no stage `none`')
  })
})

describe('every preset has examples', () => {
  it.each(presetCatalogue.map(({ name }) => name))('%s', (name) => {
    expect(Object.keys(examples[name] ?? {}).length).toBeGreaterThan(3)
  })
})

describe.each(Object.entries(examples))('the images of %s', (_, rows) => {
  it.each(Object.entries(rows))('keep the contract: %s', async (__, example) => {
    const dockerfile = await dockerfileOf(example)
    for (const target of ['dev', 'debug', undefined]) {
      const contract = contractIn(dockerfile, target)
      // What `runAsNonRoot` accepts: it does not look into /etc/passwd.
      expect(contract.user, target).toMatch(/^[1-9]\d*:[1-9]\d*$/)
      const process = contract.entrypoint ?? contract.cmd
      expect(process?.form, target).toBe('exec')
      expect(contract.volumes, target).toEqual([])
      for (const port of contract.ports) expect(port, target).toMatch(/^[1-9]\d*$/)
    }
    const { healthcheck, signal, labels } = contractIn(dockerfile)
    // Options of a few rows ask for these; without options none has them but servers that SIGTERM does not end.
    if (!/^HEALTHCHECK/m.test(dockerfile)) expect(healthcheck).toBeUndefined()
    expect(signal ?? 'SIGTERM').toMatch(/^SIG(?:TERM|INT|QUIT)$/)
    expect(labels.every((label) => dockerfile.includes(label))).toBe(true)
  })

  it('are as they are asked to be', async () => {
    const [first] = Object.values(rows)
    if (first === undefined) throw new Error('no example')
    const before = contractIn(await dockerfileOf(first))
    expect(before).toMatchObject({ labels: [], writable: [], volumes: [] })
    expect(before).not.toHaveProperty('healthcheck')
    expect(before).not.toHaveProperty('signal')
  })
})

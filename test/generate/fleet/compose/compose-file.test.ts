import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ComposeConfig } from '../../../../src/config/compose-schema.js'
import { composeFile } from '../../../../src/generate/fleet/compose/compose-file.js'
import type { GeneratedService } from '../../../../src/generate/service.js'
import { service } from '../support.js'

const node = (command: string): string => `FROM node:24-trixie-slim AS deps
WORKDIR /app
COPY services/api/package.json package-lock.json ./
RUN --mount=type=secret,id=npmrc npm ci

FROM deps AS dev
COPY services/api/src ./src
COPY tsconfig.json ./
COPY --parents services/api/views/*.html ./
EXPOSE 80 8080 5353/udp
CMD ${command}

FROM deps AS runtime
COPY services/api/src ./src
EXPOSE 8080
CMD ["node", "src/main.js"]
`

const made = (services: readonly GeneratedService[], config: ComposeConfig = {}, folders: readonly string[] = []) =>
  composeFile({
    services,
    config,
    placeOf: () => ({ file: 'gen-dockerfile.yaml', line: 3, column: 1 }),
    isFolder: (path) => folders.includes(path),
  })

describe('composeFile', () => {
  it('builds the stage for development and watches what it copies', () => {
    const text = made([service('api', node('["node", "--watch", "src/main.js"]'))], {}, ['services/api/src'])
    expect(text).toBe(`services:
  api:
    build:
      context: "."
      dockerfile: services/api/Dockerfile
      target: dev
      secrets:
        - npmrc
    ports:
      - 8080:80
      - 5353:5353/udp
      - 8081:8080
    develop:
      watch:
        - action: rebuild
          path: ./services/api/package.json
        - action: rebuild
          path: ./package-lock.json
        - action: sync
          path: ./services/api/src
          target: /app/src
        - action: sync
          path: ./tsconfig.json
          target: /app/tsconfig.json
        - action: sync
          path: ./services/api/views
          target: /app/services/api/views
          include:
            - "*.html"
secrets:
  npmrc:
    environment: npmrc
`)
  })

  it('starts a program again that does not look for changes itself', () => {
    expect(made([service('api', node('["node", "src/main.js"]'))])).toContain('action: sync+restart')
  })

  it('builds the last stage where there is none for development', () => {
    const text = made([service('api', 'FROM a\nCOPY x /y\n')])
    expect(text).not.toContain('target: dev')
    expect(parse(text)).toEqual({
      services: {
        api: {
          build: { context: '.', dockerfile: 'services/api/Dockerfile' },
          develop: { watch: [{ action: 'sync+restart', path: './x', target: '/y' }] },
        },
      },
    })
  })

  it('gives each port of this machine to one service', () => {
    const text = made([service('a', 'FROM x\nEXPOSE 8080\n'), service('b', 'FROM x\nEXPOSE 8080\n')])
    expect(text).toContain('8080:8080')
    expect(text).toContain('8081:8080')
    const four = ['80', '8080', '8081', '80/udp'].map((port, index) => service(`s${index}`, `FROM x\nEXPOSE ${port}\n`))
    const ports = [...made(four).matchAll(/^ +- (\d+:.*)$/gm)].map(([, port]) => port)
    expect(ports).toEqual(['8080:80', '8081:8080', '8082:8081', '8080:80/udp'])
  })

  it('leaves the port to compose where there are no more', () => {
    const services = ['a', 'b', 'c'].map((name) => service(name, 'FROM x\nEXPOSE 65534\n'))
    const { services: found } = parse(made(services)) as { services: Record<string, { ports: unknown[] }> }
    expect(Object.values(found).map(({ ports }) => String(ports))).toEqual(['65534:65534', '65535:65534', '65534'])
  })

  it('mounts large files that the image does not hold, and declares the other volumes', () => {
    const dockerfile = 'FROM x\nENV MODELS_DIR=/models HOME=/root\nCOPY app ./\nVOLUME /data\n'
    const text = made([service('guess', dockerfile)], { volumes: { guess: ['./more:/more'] } }, [
      'services/guess/models',
      'app',
    ])
    expect(parse(text)).toMatchObject({
      services: {
        guess: {
          volumes: [
            'guess-data:/data',
            {
              type: 'bind',
              source: './services/guess/models',
              target: '/models',
              read_only: true,
              bind: { create_host_path: false },
            },
            './more:/more',
          ],
        },
      },
      volumes: { 'guess-data': {} },
    })
  })

  it('declares the volumes that settings name', () => {
    const volumes = { api: ['data:/data', './here:/here', '/there:/there'] }
    expect(parse(made([service('api', 'FROM x\n')], { volumes }))).toMatchObject({
      services: { api: { volumes: volumes.api } },
      volumes: { data: {} },
    })
  })

  it('asks for the secrets of the stage that is built alone', () => {
    const text = 'FROM x AS dev\nFROM x\nRUN --mount=type=secret,id=npmrc --mount=type=ssh true\n'
    expect(made([service('api', text)])).not.toMatch(/secret|ssh/)
    expect(made([service('api', text)], { target: 'last' })).toMatch(/secrets:[^]*npmrc[^]*ssh:/)
  })

  it('gives each service a name of its own', () => {
    const services = Object.keys(parse(made([service('a/b', 'FROM x\n'), service('a-b', 'FROM x\n')])).services)
    expect(services).toEqual(['a-b', 'a-b-2'])
  })

  it('quotes what older YAML takes for something else', () => {
    const text = made([service('on', 'FROM x\nEXPOSE 2222\n')], { volumes: { on: ['12:30'] } })
    expect(parse(text, { version: '1.1' })).toEqual(parse(text))
    expect(text).toContain('"on":')
  })

  it('keeps what compose would take for a variable', () => {
    const text = made([service('api', 'FROM x\nCOPY services/api/a$b /c\n', { folder: 'services/$api' })])
    expect(text).toContain('dockerfile: services/$$api/Dockerfile')
  })

  it('refuses volumes of a service that is not there', () => {
    expect(() => made([service('api', 'FROM x\n')], { volumes: { apo: ['a:/a'] } })).toThrow(
      expect.objectContaining({
        code: 'unknown-compose-service',
        hint: 'Did you mean `api`?',
        place: expect.objectContaining({ line: 3 }),
      }),
    )
  })
})

import { aptInstall, cache, chain, definePreset, dockerfile, GenDockerfileError, stage, z } from 'gen-dockerfile'
import { allowedBases, companyLabels, requiredPackages } from './policy.js'

const python = {
  base: 'python:3.13-slim-trixie',
  manifests: ['requirements.txt'],
  install: chain('python -m venv --without-pip .venv', 'pip --python .venv/bin/python install -r requirements.txt'),
  installed: '/app/.venv',
  downloads: '/root/.cache/pip',
  path: '/app/.venv/bin:$PATH',
  audit: chain('pip install pip-audit==2.10.1', 'pip-audit --disable-pip --no-deps --requirement requirements.txt'),
}

const node = {
  base: 'node:24-trixie-slim',
  manifests: ['package.json', 'package-lock.json'],
  install: 'npm ci --omit=dev',
  installed: '/app/node_modules',
  downloads: '/root/.npm',
  path: '/app/node_modules/.bin:$PATH',
  audit: 'npm audit --omit=dev --audit-level=high',
}

/** A service as the company wants it: an allowed base, the packages and labels that must be there, no root, an audit. */
export const companyService = definePreset({
  name: 'company-service',
  summary: 'A Python or Node service that keeps the policy of Example Ltd',
  ecosystems: ['python', 'node'],
  options: z.object({
    team: z
      .string()
      .regex(/^[a-z-]+$/, 'it must be the short name of a team')
      .describe('Who is called at night.'),
    sources: z.array(z.string()).min(1).describe('What is copied into the image.'),
    command: z.array(z.string()).min(1).describe('What the container runs.'),
    port: z.int().default(8080).describe('Port on which the service listens.'),
    packages: z.array(z.string()).default([]).describe('Debian packages besides those of the policy.'),
    base: z.enum(allowedBases).optional().describe('Base image; that of the language by default.'),
  }),
  fits: (facts) => (facts.python || facts.node ? 1 : 0),
  build: ({ team, sources, command, port, packages, base }, facts) => {
    const language = facts.python ? python : facts.node ? node : undefined
    if (language === undefined) {
      throw new GenDockerfileError({
        code: 'no-language',
        message: `\`${facts.dir}\` holds neither a Python nor a Node service.`,
        hint: 'The policy covers these two; ask the platform team about others.',
      })
    }
    const start = stage('manifests')
      .from(base ?? language.base)
      .workdir('/app')
      .copy(language.manifests, './')

    const installed = stage('packages')
      .from(start)
      .run(language.install, { mounts: [cache(language.downloads)] })

    /** The vulnerability check: `docker build --target audit .` fails when there is a known one. */
    const audit = stage('audit')
      .from(start)
      .run(language.audit, { mounts: [cache(language.downloads)] })
      .ignore({ rule: 'root-user', reason: 'it is built to see whether it can be, and never run' })

    const runtime = stage('runtime')
      .from(base ?? language.base)
      .use(aptInstall([...requiredPackages, ...packages]))
      .workdir('/app')
      .env({ PATH: language.path })
      .copyFrom(installed, language.installed, language.installed)
      .copy(sources, './')
      .user(10001, 10001)
      .expose(port)
      .cmd(command)
      .label({ ...companyLabels, 'com.example.team': team })

    return dockerfile({ targets: [audit, runtime], comment: 'Policy: see company/policy.ts.' })
  },
})

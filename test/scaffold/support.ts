import { isGenDockerfileError } from '../../src/model/error.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { candidatesFor } from '../../src/generate/choose-preset.js'
import { type Draft, makeDraft } from '../../src/scaffold/draft.js'
import { finalStage } from '../../src/scaffold/existing/final-stage.js'
import type { FinalStage } from '../../src/scaffold/existing/setting.js'
import type { Survey } from '../../src/scaffold/survey.js'
import { facts } from '../project/support.js'

/** Repositories, each with what the presets need to be content. */
export const repositories = {
  go: {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  },
  goSeveral: {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'cmd/api/main.go': 'package main\n\nfunc main() {}\n',
    'cmd/worker/main.go': 'package main\n\nfunc main() {}\n',
  },
  node: {
    'package.json': JSON.stringify({
      name: 'web',
      scripts: { start: 'node server.js' },
      dependencies: { fastify: '^5.0.0' },
    }),
    'package-lock.json': '{"name":"web","lockfileVersion":3,"packages":{}}',
    'server.js': "require('fastify')().listen({ port: 3000 })\n",
    'jobs.js': 'setInterval(() => {}, 1000)\n',
  },
  python: {
    'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\ngunicorn==23.0.0\n',
    'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'tests/gunicorn.py': 'workers = 2\n',
  },
  pythonNamed: {
    'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n',
    'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    '.python-version': '3.13\n',
  },
  nodeBuilt: {
    'package.json': JSON.stringify({
      name: 'web',
      scripts: { build: 'tsc', start: 'node dist/api/main.js' },
      dependencies: { fastify: '^5.0.0' },
      devDependencies: { typescript: '^5.0.0' },
    }),
    'package-lock.json': '{"name":"web","lockfileVersion":3,"packages":{}}',
    'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}',
    'src/api/main.ts': 'export {}\n',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** The final stage of a Dockerfile's text. */
export const stageOf = (text: string): FinalStage => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return finalStage(parsed.document)
}

/** A survey of files in memory and the text of a Dockerfile. */
export const survey = async (files: Readonly<Record<string, string>>, dockerfile?: string): Promise<Survey> => ({
  folder: '/repository',
  root: '/repository',
  facts: await facts(files),
  ...(dockerfile === undefined ? {} : { existing: { kind: 'read', file: 'Dockerfile', stage: stageOf(dockerfile) } }),
})

/** The draft of `init --yes`. */
export const draftOf = async (files: Readonly<Record<string, string>>, dockerfile?: string): Promise<Draft> => {
  const surveyed = await survey(files, dockerfile)
  const [definition] = candidatesFor(surveyed.facts)
  if (definition === undefined) throw new Error('no preset fits')
  const draft = makeDraft(surveyed, { definition, variants: definition.variants?.(surveyed.facts) ?? [] })
  if (isGenDockerfileError(draft)) throw draft
  return draft
}

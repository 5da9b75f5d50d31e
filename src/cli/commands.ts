import type { CommandModule } from './command-module.js'

interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<CommandModule>
}

/** The commands that have a name; what is none of them is a path for `generate`. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: 'detect what is in this folder and write a dockerfile.ts for it',
    load: () => import('./commands/init.js'),
  },
  list: {
    summary: 'list the services of a repository, and what a change touches',
    load: () => import('./commands/list.js'),
  },
  bake: {
    summary: 'write docker-bake.hcl, with which docker buildx bake builds all services',
    load: () => import('./commands/bake.js'),
  },
  compose: {
    summary: 'write compose.yaml, with which docker compose runs all services on this machine',
    load: () => import('./commands/compose.js'),
  },
  lint: {
    summary: 'find mistakes in Dockerfiles, and repair what is certain',
    load: () => import('./commands/lint.js'),
  },
  fmt: {
    summary: 'rewrite Dockerfiles in canonical form, comments kept',
    load: () => import('./commands/fmt.js'),
  },
  parse: {
    summary: 'print what a Dockerfile says, as data',
    load: () => import('./commands/parse.js'),
  },
  context: {
    summary: 'show what a build sends to the builder, and what should not be there',
    load: () => import('./commands/context.js'),
  },
  layers: {
    summary: 'show what the layers of an image hold, and which lines made them',
    load: () => import('./commands/layers.js'),
  },
  presets: {
    summary: 'list the presets, or show the options of one',
    load: () => import('./commands/presets.js'),
  },
  rules: {
    summary: 'list the rules, or show the page of one',
    load: () => import('./commands/rules.js'),
  },
  schema: {
    summary: 'print the JSON Schema of gen-dockerfile.yaml, for editors',
    load: () => import('./commands/schema.js'),
  },
}

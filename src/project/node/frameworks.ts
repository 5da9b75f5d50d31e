import { compact } from '../value.js'
import type { NodeFrameworkFact, NodeManifest } from './node-facts.js'

/** A framework by the dependency that shows it. `port` is what it listens on when nothing says otherwise. */
interface FrameworkRow {
  readonly package: string
  readonly name: string
  readonly kind: NodeFrameworkFact['kind']
  readonly port?: number
}

/** The first row whose package is a dependency wins: the outer framework stands before the one it is built on. */
const frameworks: readonly FrameworkRow[] = [
  { package: 'next', name: 'next', kind: 'ssr', port: 3000 },
  { package: 'nuxt', name: 'nuxt', kind: 'ssr', port: 3000 },
  { package: 'nitro', name: 'nitro', kind: 'ssr', port: 3000 },
  { package: 'nitropack', name: 'nitro', kind: 'ssr', port: 3000 },
  { package: 'vinxi', name: 'vinxi', kind: 'ssr', port: 3000 },
  { package: '@tanstack/react-start', name: 'tanstack-start', kind: 'server', port: 3000 },
  { package: '@tanstack/solid-start', name: 'tanstack-start', kind: 'server', port: 3000 },
  { package: '@remix-run/serve', name: 'remix', kind: 'ssr', port: 3000 },
  { package: '@react-router/serve', name: 'react-router', kind: 'ssr', port: 3000 },
  { package: '@sveltejs/adapter-node', name: 'sveltekit', kind: 'ssr', port: 3000 },
  { package: '@astrojs/node', name: 'astro', kind: 'ssr', port: 4321 },
  { package: '@nestjs/core', name: 'nest', kind: 'server', port: 3000 },
  { package: '@adonisjs/core', name: 'adonis', kind: 'server', port: 3333 },
  { package: '@strapi/strapi', name: 'strapi', kind: 'server', port: 1337 },
  { package: '@medusajs/medusa', name: 'medusa', kind: 'server', port: 9000 },
  { package: 'fastify', name: 'fastify', kind: 'server' },
  { package: '@hono/node-server', name: 'hono', kind: 'server' },
  { package: '@hapi/hapi', name: 'hapi', kind: 'server' },
  { package: 'koa', name: 'koa', kind: 'server' },
  { package: 'restify', name: 'restify', kind: 'server' },
  { package: 'express', name: 'express', kind: 'server' },
  { package: 'hono', name: 'hono', kind: 'server' },
  { package: '@sveltejs/kit', name: 'sveltekit', kind: 'static' },
  { package: 'astro', name: 'astro', kind: 'static' },
  { package: '@angular/core', name: 'angular', kind: 'static' },
  { package: 'gatsby', name: 'gatsby', kind: 'static' },
  { package: 'react-scripts', name: 'create-react-app', kind: 'static' },
  { package: '@vue/cli-service', name: 'vue-cli', kind: 'static' },
  { package: 'vite', name: 'vite', kind: 'static' },
  { package: 'parcel', name: 'parcel', kind: 'static' },
  { package: 'webpack-dev-server', name: 'webpack', kind: 'static' },
]

const rowOf = ({ dependencies, devDependencies }: NodeManifest): FrameworkRow | undefined =>
  frameworks.find(
    (row) =>
      Object.hasOwn(dependencies, row.package) ||
      (row.kind === 'static' && Object.hasOwn(devDependencies, row.package)),
  )

/** The framework, told by the dependencies. */
export const readFramework = (manifest: NodeManifest): NodeFrameworkFact | undefined => {
  const row = rowOf(manifest)
  if (row === undefined) return undefined
  const version = manifest.dependencies[row.package] ?? manifest.devDependencies[row.package]
  return { name: row.name, kind: row.kind, ...compact({ version }) }
}

/** The port that the framework itself chooses. */
export const frameworkPort = (manifest: NodeManifest): number | undefined => rowOf(manifest)?.port

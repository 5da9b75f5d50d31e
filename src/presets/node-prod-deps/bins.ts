import type { NodeManifest } from '../../project/node/node-facts.js'

/** The packages of commands that are not called like their package. */
const owners: Readonly<Record<string, string>> = {
  nest: '@nestjs/cli',
  'remix-serve': '@remix-run/serve',
  'react-router-serve': '@react-router/serve',
  'react-router': '@react-router/dev',
  remix: '@remix-run/dev',
  fastify: 'fastify-cli',
  'pm2-runtime': 'pm2',
  'ts-node-esm': 'ts-node',
  'ts-node-dev': 'ts-node-dev',
  strapi: '@strapi/strapi',
  medusa: '@medusajs/cli',
  'babel-node': '@babel/node',
  'swc-node': '@swc-node/register',
  tsc: 'typescript',
  keystone: '@keystone-6/core',
}

/** The package that brings a command, as far as its name tells. */
export const ownerOf = (command: string): string => owners[command] ?? command

/** Whether a command comes with a development dependency only, so that the image does not have it. */
export const isDevOnly = (
  command: string,
  { dependencies, devDependencies, optionalDependencies }: NodeManifest,
): boolean => {
  const owner = ownerOf(command)
  return owner in devDependencies && !(owner in dependencies) && !(owner in optionalDependencies)
}

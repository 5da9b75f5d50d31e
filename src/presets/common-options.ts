import * as z from 'zod'
import type { StageBuilder } from '../builders/stage.js'

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** A registry, which a dot, a port or `localhost` tells from a user of Docker Hub. */
const host = String.raw`(?:localhost|[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+|[A-Za-z\d-]+(?=:))(?::\d+)?`

const registry = z.string().regex(new RegExp(`^${host}$`), 'it must be a registry such as `docker.io`')

const mirrorPrefix = z
  .string()
  .regex(
    new RegExp(String.raw`^${host}(?:/[a-z\d]+(?:(?:\.|_{1,2}|-+)[a-z\d]+)*)*/?$`),
    'it must be such as `registry.example.com/hub`',
  )

/** The options that every preset has; a preset spreads them into its own schema. */
export const commonOptions = {
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe('Port on which the service listens; read from its sources by default. Gives EXPOSE.'),
  env: values.default({}).describe('Environment variables of the running container.'),
  labels: values.default({}).describe('Labels of the image, such as `org.opencontainers.image.source`.'),
  ociLabels: z
    .boolean()
    .default(false)
    .describe(
      'Labels `org.opencontainers.image.version` and `….revision` from `--build-arg VERSION=… --build-arg REVISION=…`; other values build no layer again.',
    ),
  healthcheck: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Command of a health check, in exec form; none by default, since orchestrators bring their own.'),
  stopSignal: z
    .string()
    .regex(/^SIG[A-Z]+$/, 'it must be a name such as `SIGQUIT`')
    .optional()
    .describe('Signal that ends the container; SIGTERM by default.'),
  init: z
    .boolean()
    .default(false)
    .describe(
      'Makes tini the first process, for programs that start others and do not wait for them, or that handle no signal: it passes signals on and reaps what has ended.',
    ),
  writable: z
    .array(
      z
        .string()
        .regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]*\w[\w./-]*$/, 'it must be a path such as `data` or `/var/lib/shop`'),
    )
    .default([])
    .describe(
      'Folders that the service writes to, absolute or relative to its working directory: they are made for its user, and a volume that is mounted there belongs to it, too. None by default.',
    ),
  buildImage: z.string().optional().describe('Image of the build stages, instead of the one that fits the version.'),
  mirror: z
    .union([mirrorPrefix, z.record(registry, mirrorPrefix)])
    .optional()
    .describe(
      'Prefix of a registry that mirrors all images, such as `registry.example.com/hub`, or one for each registry: `{ "docker.io": …, "gcr.io": … }`.',
    ),
  certificates: z
    .string()
    .regex(/^[\w.-]+$/, 'it must be the id of a secret')
    .optional()
    .describe(
      'Id of the build secret that holds the certificates, as one PEM file, that steps which fetch something trust; it stays out of the image.',
    ),
  runtimeImage: z.string().optional().describe('Image of the final stage, instead of the one that fits the version.'),
}

/** The checked values of {@link commonOptions}. */
export type CommonOptions = z.output<z.ZodObject<typeof commonOptions>>

/** What the common options say about the final stage: EXPOSE, ENV, LABEL, STOPSIGNAL and HEALTHCHECK. */
export const withCommonOptions =
  (options: CommonOptions, port: number | undefined) =>
  <Name extends string, Known extends string>(stage: StageBuilder<Name, Known>): StageBuilder<Name, Known> => {
    let result = stage
    if (Object.keys(options.labels).length > 0) result = result.label(options.labels)
    if (Object.keys(options.env).length > 0) result = result.env(options.env)
    if (port !== undefined) result = result.expose(port)
    if (options.stopSignal !== undefined) result = result.stopSignal(`SIG${options.stopSignal.slice(3)}`)
    if (options.healthcheck !== undefined) result = result.healthcheck(options.healthcheck)
    return result
  }

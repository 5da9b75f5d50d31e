import * as z from 'zod'
import type { LabelType, Policy } from '../rules/support/policy.js'
import { bytesOf, sizeSchema } from './size-schema.js'

const labelTypes = ['text', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email'] as const satisfies readonly LabelType[]

const names = z.array(z.string().min(1))

/** What is allowed and what is not. */
const lists = (what: string) =>
  z.strictObject({
    allowed: names.optional().describe(`${what}; all others are reported.`),
    forbidden: names.optional().describe(`${what} that are reported.`),
  })

/** `policy:` of the configuration; what is left out demands nothing. */
export const policySchema = z
  .strictObject({
    registries: lists('Registries that images come from, such as `docker.io`, `ghcr.io` or `*.corp.example`')
      .optional()
      .describe('The registries that images may come from.'),
    baseImages: lists('Images by name, with `*` for any text but `/`, such as `node:24*` or `ghcr.io/acme/*`')
      .optional()
      .describe('The images that stages may start from.'),
    digests: z.boolean().optional().describe('Every base image has a digest.'),
    labels: z
      .strictObject({
        required: z
          .union([names, z.record(z.string(), z.enum(labelTypes))])
          .optional()
          .describe('Labels that each final stage has: a list of names, or names with what their values are.'),
        strict: z.boolean().optional().describe('There are no other labels.'),
      })
      .optional()
      .describe('The labels of the image.'),
    packages: z
      .strictObject({
        required: names.optional().describe('Packages that the final stages install.'),
        forbidden: names.optional().describe('Packages that no stage installs.'),
      })
      .optional()
      .describe('The system packages that are installed.'),
    maximumStages: z.number().int().positive().optional().describe('The greatest number of stages.'),
    maximumContext: sizeSchema.optional().describe('The greatest size of the build context.'),
    nonRoot: z.boolean().optional().describe('The final stages do not run as root.'),
  })
  .describe('What the team demands of its Dockerfiles.')

/** A policy as it is written. */
export type WrittenPolicy = z.output<typeof policySchema>

/** A type without `undefined` in its properties: what YAML does not say is not there. */
const defined = <Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>
  }

/** The policy that rules look at. */
export const policyFrom = ({ labels, maximumContext, ...rest }: WrittenPolicy): Policy => {
  const { required, strict } = labels ?? {}
  const schema = Array.isArray(required)
    ? Object.fromEntries(required.map((name): [string, LabelType] => [name, 'text']))
    : required
  const { registries, baseImages, packages, ...plain } = rest
  return {
    ...defined(plain),
    ...(registries === undefined ? {} : { registries: defined(registries) }),
    ...(baseImages === undefined ? {} : { baseImages: defined(baseImages) }),
    ...(packages === undefined ? {} : { packages: defined(packages) }),
    ...(labels === undefined ? {} : { labels: defined({ required: schema, strict }) }),
    ...(maximumContext === undefined ? {} : { maximumContext: bytesOf(maximumContext) }),
  }
}

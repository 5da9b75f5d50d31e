import type { Analysis } from '../analysis/analyse.js'
import { readMount } from '../analysis/mount.js'
import { parseImageReference } from '../model/image-reference.js'
import { flagValue, flagValues } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { imageForHadolint } from './support/hadolint-image.js'
import { stagesWithFrom } from './support/hadolint-report.js'
import { matchesName } from './support/policy-patterns.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const hubNames = ['docker.io', 'hub.docker.com']

/** A star at one end of a pattern stands for any text, and the pattern that is only a star for any registry. */
const isTrusted = (registry: string, allowed: readonly string[]): boolean =>
  allowed.some((pattern) => {
    if (pattern === '*' || pattern === registry) return true
    if (hubNames.includes(registry)) return hubNames.includes(pattern)
    if (pattern.startsWith('*')) return registry.endsWith(pattern.slice(1))
    return pattern.endsWith('*') && registry.startsWith(pattern.slice(0, -1))
  })

const isTrustedImage = (image: string, allowed: readonly string[]): boolean =>
  isTrusted(imageForHadolint(image).registry ?? 'docker.io', allowed)

/** What hadolint finds: it reads names as they are written. */
function* untrustedForHadolint(analysis: Analysis, allowed: readonly string[]): Generator<Instruction> {
  const names = new Set(['scratch'])
  for (const { stage } of stagesWithFrom(analysis)) {
    const { from } = stage
    if (!names.has(imageForHadolint(from.image).name) && !isTrustedImage(from.image, allowed)) yield from
    if (from.as !== undefined) names.add(from.as)
  }
  for (const instruction of analysis.document.stages.flatMap(({ instructions }) => instructions)) {
    const sources =
      instruction.kind === 'copy'
        ? [flagValue(instruction, 'from') ?? '']
        : instruction.kind === 'run'
          ? flagValues(instruction, 'mount').map((mount) => readMount(mount).from ?? '')
          : []
    const isUntrusted = (image: string): boolean =>
      image !== '' && !names.has(image) && !/^\d+$/.test(image) && !isTrustedImage(image, allowed)
    if (sources.some(isUntrusted)) yield instruction
  }
}

export const rule = defineRule({
  name: 'untrusted-registry',
  summary: 'An image comes from a registry that the policy does not allow.',
  category: 'policy',
  severity: 'error',
  codes: ['hadolint:DL3026'],
  hadolint: [
    {
      code: 'hadolint:DL3026',
      places: ({ analysis, options }) => {
        const allowed = options.policy?.registries?.allowed ?? []
        return allowed.length === 0 ? [] : untrustedForHadolint(analysis, allowed)
      },
      message: 'hadolint does not find the registry among those that are allowed.',
    },
  ],
  about: { given: 'policy' },
  docs: {
    why: 'Everything in the base image runs with the rights of the container. A team that names its registries has decided whom it trusts, what is scanned and what is there when the internet is not.',
    bad: `FROM ghcr.io/somebody/node:24
CMD ["node", "server.js"]
`,
    good: `FROM registry.acme.example/node:24
CMD ["node", "server.js"]
`,
    ignoreWhen: 'Never; add the registry to the policy.',
    setting: { policy: { registries: { allowed: ['*.acme.example'] } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { allowed, forbidden = [] } = options.policy?.registries ?? {}
    if (allowed === undefined && forbidden.length === 0) return findings
    const problem = (reference: string) => {
      const registry = reference === 'scratch' ? undefined : parseImageReference(reference)?.registry
      if (registry === undefined) return undefined
      const isForbidden = forbidden.some((pattern) => matchesName(pattern, registry))
      if (!isForbidden && (allowed === undefined || allowed.some((pattern) => matchesName(pattern, registry)))) {
        return undefined
      }
      const names = allowed?.map((each) => `\`${each}\``).join(', ')
      return {
        message: `\`${reference}\` comes from \`${registry}\`, which the policy does not allow.`,
        ...(names === undefined ? {} : { hint: `Take the image from ${names}.` }),
      }
    }
    for (const { base, stage } of analysis.stages) {
      const found = base.kind === 'image' ? problem(base.reference) : undefined
      if (found !== undefined) findings.push({ ...found, at: stage.from })
    }
    for (const step of analysis.steps('copy', 'run')) {
      for (const from of [step.copy?.from, ...(step.mounts ?? []).map((mount) => mount.from)]) {
        const found = from?.kind === 'image' ? problem(from.reference) : undefined
        if (found !== undefined) findings.push({ ...found, at: step.place })
      }
    }
    return findings
  },
})

import type { Analysis } from '../analysis/analyse.js'
import { parseImageReference } from '../model/image-reference.js'
import { directivePlace } from './support/directives.js'
import { matchesName } from './support/policy-patterns.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Registries that everybody can reach; a builder that gets images from one gets them from the others. */
const open =
  /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|ghcr\.io|gcr\.io|(?:us|eu|asia|mirror)\.gcr\.io|[\w-]+-docker\.pkg\.dev|quay\.io|mcr\.microsoft\.com|public\.ecr\.aws|registry\.k8s\.io|cgr\.dev|nvcr\.io|registry\.access\.redhat\.com|registry\.redhat\.io|registry\.gitlab\.com|dhi\.io|docker\.elastic\.co|container-registry\.oracle\.com|lscr\.io|codeberg\.org|registry\.opensuse\.org|registry\.fedoraproject\.org|registry\.suse\.com)$/

/** The registries of all images that stages start from; `undefined` where one is not known. */
const registriesOf = ({ stages }: Analysis): ReadonlySet<string> | undefined => {
  const found = new Set<string>()
  for (const { base, image } of stages) {
    if (base.kind !== 'image' || base.reference === 'scratch') continue
    const registry = image.certain ? parseImageReference(base.reference)?.registry : undefined
    if (registry === undefined) return undefined
    found.add(registry)
  }
  return found
}

export const rule = defineRule({
  name: 'syntax-registry',
  summary: 'The frontend of the `# syntax` line comes from a registry that nothing else in the file needs.',
  category: 'portability',
  severity: 'info',
  codes: [],
  about: { traits: ['syntax'] },
  docs: {
    why: 'The image of the `# syntax` line is fetched before anything else. Where all other images come from a registry of your own, the builder often reaches no other one, and the build stops at the first line. The builder has a frontend of its own, which is used without that line. Registries that the policy of the team does not allow are warnings here.',
    bad: `# syntax=docker/dockerfile:1
FROM registry.example.internal/base/python:3.14
`,
    good: `# syntax=registry.example.internal/docker/dockerfile:1
FROM registry.example.internal/base/python:3.14
`,
    ignoreWhen: 'The builder reaches that registry, or has a mirror of it.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis, document, options } = context
    // Other builders take the line for a comment.
    if ((context.options.builder ?? 'buildkit') !== 'buildkit') return findings
    const { syntax } = document.directives
    const registry = parseImageReference(syntax?.trim().split(/\s+/)[0] ?? '')?.registry
    if (syntax === undefined || registry === undefined) return findings
    const { allowed, forbidden = [] } = options.policy?.registries ?? {}
    if (
      forbidden.some((each) => matchesName(each, registry)) ||
      (allowed !== undefined && !allowed.some((each) => matchesName(each, registry)))
    ) {
      findings.push({
        message: `\`${syntax}\` comes from \`${registry}\`, which the policy does not allow.`,
        hint: 'Name a copy in a registry that is allowed, or leave the line out.',
        severity: 'warning',
        ...directivePlace(context, 'syntax'),
      })
      return findings
    }
    const used = registriesOf(analysis)
    const [first] = used ?? []
    if (used === undefined || first === undefined || used.has(registry)) return findings
    if (open.test(registry) && [...used].some((each) => open.test(each))) return findings
    findings.push({
      message: `\`${syntax}\` comes from \`${registry}\`, and no image of the file does: a builder that cannot reach it stops at this line.`,
      hint: `Name a copy beside your images (\`# syntax=${first}/docker/dockerfile:1\`), or leave the line out: the builder has a frontend.`,
      ...directivePlace(context, 'syntax'),
    })
    return findings
  },
})

import { chainguardFacts } from './chainguard.js'
import { distributionFamilies } from './distribution-families.js'
import { distrolessFacts } from './distroless.js'
import type { Family } from './family.js'
import { languageFamilies } from './language-families.js'
import { runtimeFamilies } from './runtime-families.js'
import { serverFamilies } from './server-families.js'

/** The table of well-known base images. */
export const families: readonly Family[] = [
  ...languageFamilies,
  ...distributionFamilies,
  ...serverFamilies,
  ...runtimeFamilies,
  { name: 'distroless', repositories: ['gcr.io/distroless/'], facts: distrolessFacts },
  { name: 'chainguard', repositories: ['cgr.dev/chainguard/'], facts: chainguardFacts },
]

/** A finding of BuildKit or hadolint that rungs show on purpose. */
export interface AcceptedFinding {
  /** Folder below `examples`. */
  readonly example: string
  readonly rungs: readonly string[]
  /** `hadolint:DL3042`, `buildkit:JSONArgsRecommended`. */
  readonly code: string
  readonly reason: string
}

/** Every finding of the two tools in the examples; what is not here, and what is here without need, fails the test. */
export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    example: 'django',
    rungs: ['naive', 'apt-lists', 'alpine', 'alpine-virtual-deps', 'alpine-multi-stage'],
    code: 'hadolint:DL3042',
    reason:
      'pip keeps its downloads in the layer, or in a stage that is thrown away; the corrected rungs mount a cache',
  },
  {
    example: 'django',
    rungs: ['naive'],
    code: 'hadolint:DL3009',
    reason: 'the package lists stay: what the next rung takes off',
  },
  {
    example: 'django',
    rungs: ['naive'],
    code: 'hadolint:DL3059',
    reason: 'update and install are two layers: what the next rung joins',
  },
  {
    example: 'django',
    rungs: ['alpine-multi-stage'],
    code: 'hadolint:DL3019',
    reason: 'the recipe keeps the index of apk in a stage that is thrown away',
  },
  {
    example: 'fastapi',
    rungs: ['naive', 'slim', 'alpine-uv', 'alpine-uv-combined'],
    code: 'hadolint:DL3042',
    reason: 'pip keeps its downloads in the layer: part of the weight that the ladder takes off',
  },
  {
    example: 'fastapi',
    rungs: ['alpine-uv', 'alpine-uv-combined'],
    code: 'hadolint:DL3013',
    reason: 'the recipe takes whatever uv is the newest; the corrected rung copies a pinned one',
  },
  {
    example: 'go-two-stages',
    rungs: ['multi-stage'],
    code: 'hadolint:DL3066',
    reason: 'the recipe names the user; the corrected rung has its number',
  },
  {
    example: 'node-two-stages',
    rungs: ['multi-stage'],
    code: 'hadolint:DL3066',
    reason: 'the recipe names the user; the corrected rung has its number',
  },
  {
    example: 'node-two-stages',
    rungs: ['single-stage'],
    code: 'hadolint:DL3059',
    reason: 'installing and building are two steps, as most write them first',
  },
  {
    example: 'python-non-root',
    rungs: ['naive'],
    code: 'hadolint:DL3042',
    reason: 'pip keeps its downloads in the layer: part of the weight that the ladder takes off',
  },
  {
    example: 'python-non-root',
    rungs: ['slim'],
    code: 'hadolint:DL3066',
    reason: 'the recipe names the user; the corrected rung has its number',
  },
  {
    example: 'rust-two-stages',
    rungs: ['multi-stage'],
    code: 'hadolint:DL3006',
    reason: 'the recipe has no tag; the corrected rung has one',
  },
  {
    example: 'secrets-and-ssh',
    rungs: ['leaking-argument'],
    code: 'buildkit:SecretsUsedInArgOrEnv',
    reason: 'what the rung shows',
  },
  {
    example: 'secrets-and-ssh',
    rungs: ['leaking-argument'],
    code: 'hadolint:DL3064',
    reason: 'what the rung shows',
  },
  {
    example: 'secrets-and-ssh',
    rungs: ['leaking-file'],
    code: 'hadolint:DL3059',
    reason: 'the file is deleted in a layer of its own: what the rung shows',
  },
  {
    example: 'techniques',
    rungs: ['separate-runs'],
    code: 'hadolint:DL3009',
    reason: 'the lists are deleted in another layer than the one that holds them: what the rung shows',
  },
  {
    example: 'techniques',
    rungs: ['separate-runs'],
    code: 'hadolint:DL3015',
    reason: 'recommended packages come along: part of what the next rung takes off',
  },
  {
    example: 'techniques',
    rungs: ['separate-runs'],
    code: 'hadolint:DL3059',
    reason: 'three RUNs are what the rung shows',
  },
]

const wrongContext = ['app/', 'fasttokens/', 'requirements.txt', 'runtime_requirements.txt', 'sample_data/']

/** What rungs copy although it is not in their context, on purpose. */
export const absentSources: Readonly<Record<string, readonly string[]>> = {
  'ml-classifier/multi-stage-wrong-context': wrongContext.map((path) => `multi_stage/${path}`),
}

/** Hosts that lockfiles may name, each by the kind of file. */
export const publicHosts: readonly string[] = ['Cargo.lock: github.com', 'package-lock.json: github.com']

/** Values for an ordinary build on linux/amd64: enough to tell whether a word can be an image name or a path. */
export const samplePlatform = {
  BUILDPLATFORM: 'linux/amd64',
  BUILDOS: 'linux',
  BUILDOSVERSION: '',
  BUILDARCH: 'amd64',
  BUILDVARIANT: '',
  TARGETPLATFORM: 'linux/amd64',
  TARGETOS: 'linux',
  TARGETOSVERSION: '',
  TARGETARCH: 'amd64',
  TARGETVARIANT: '',
  TARGETSTAGE: 'default',
} as const

/** ARGs that exist in the global scope without being declared: they hold in FROM lines, and in a stage once it declares them. */
export const platformArgs: readonly string[] = Object.keys(samplePlatform)

/** Names that BuildKit reads itself and never takes for undefined. */
export const scanArgs: readonly string[] = ['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']

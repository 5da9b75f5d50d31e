import { parsePlatform } from '../analysis/platform.js'
import { samplePlatform } from '../analysis/predefined-args.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'base-image-platform',
  summary: 'The base image is for another platform than the stage.',
  category: 'base-image',
  severity: 'warning',
  codes: ['buildkit:InvalidBaseImagePlatform'],
  docs: {
    why: 'Programs of another architecture run emulated or not at all. It happens where an image exists for one platform only.',
    bad: `FROM --platform=linux/amd64 arm64v8/alpine:3.23 AS amd64
CMD ["/bin/true"]
`,
    good: `FROM --platform=linux/arm64 arm64v8/alpine:3.23 AS arm64
CMD ["/bin/true"]
`,
    ignoreWhen: 'Emulation is what you want.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { base, platform, stage } of analysis.stages) {
      if (base.kind === 'stage' || base.reference === 'scratch') continue
      const own = architectureOf(base.reference)
      const { os = own && 'linux', architecture = own } = base.config ?? {}
      if (os === undefined || architecture === undefined) continue
      const wanted = parsePlatform(platform?.value ?? samplePlatform.TARGETPLATFORM)
      if (wanted === undefined) continue
      if (os === wanted.os && architecture === wanted.architecture) continue
      // What the name says is only compared with a platform that is written down.
      if (base.config?.architecture === undefined && platform?.certain !== true) continue
      findings.push({
        message: `\`${base.reference}\` is for ${os}/${architecture}, and the stage for ${wanted.os}/${wanted.architecture}.`,
        hint: 'Take an image for the platform of the stage.',
        at: stage.from,
      })
    }
    return findings
  },
})

// https://github.com/docker-library/official-images#architectures-other-than-amd64
const organisations: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  arm32v6: 'arm',
  arm32v7: 'arm',
  arm64v8: 'arm64',
  i386: '386',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
}

const architectureOf = (reference: string): string | undefined => {
  const slash = reference.indexOf('/')
  return organisations[slash < 0 ? reference : reference.slice(0, slash)]
}

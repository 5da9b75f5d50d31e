import type { GeneratedService } from '../../../src/generate/service.js'
import type { DockerfileDocument } from '../../../src/model/document.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'

const documentOf = (text: string): DockerfileDocument => {
  const parsed = parseDockerfile(text)
  if (!('document' in parsed)) throw new Error(`The test's Dockerfile cannot be parsed:\n${text}`)
  return parsed.document
}

/** A service of a repository whose root is the build context. */
export const service = (
  name: string,
  dockerfile: string,
  { folder = `services/${name}`, ...more }: Partial<GeneratedService> = {},
): GeneratedService => {
  const document = documentOf(dockerfile)
  return {
    name,
    folder,
    source: 'gen-dockerfile.yaml',
    output: `${folder}/Dockerfile`,
    context: '.',
    targets: document.stages.flatMap(({ from }) => from.as ?? []),
    document,
    ...more,
  }
}

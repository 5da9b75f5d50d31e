import { amend } from '../builders/amend.js'
import type { DockerfileBuilder } from '../builders/dockerfile.js'
import type { ArgInstruction, LabelInstruction } from '../model/instruction.js'
import type { CommonOptions } from './common-options.js'

/** Labels that differ from build to build, by their build arguments. https://specs.opencontainers.org/image-spec/annotations/ */
const labels: Readonly<Record<string, string>> = {
  VERSION: 'org.opencontainers.image.version',
  REVISION: 'org.opencontainers.image.revision',
}

/**
 * With `ociLabels` the image has labels from build arguments. They stand behind everything else, whatever is edited, since each RUN
 * behind an ARG runs again when its value changes.
 */
export const withOciLabels = <Names extends string>(
  file: DockerfileBuilder<Names>,
  { ociLabels, labels: given }: Pick<CommonOptions, 'ociLabels' | 'labels'>,
): DockerfileBuilder<Names> => {
  const wanted = Object.entries(labels).filter(([, key]) => !Object.hasOwn(given, key))
  if (!ociLabels || wanted.length === 0) return file
  const args = wanted.map(([name], index): ArgInstruction => ({
    kind: 'arg',
    flags: [],
    comments: index === 0 ? ['Set by --build-arg; at the end, since a change repeats all RUNs behind it.'] : [],
    args: [{ name, value: 'unknown' }],
  }))
  const label: LabelInstruction = {
    kind: 'label',
    flags: [],
    comments: [],
    pairs: wanted.map(([name, key]) => ({ name: key, value: `$${name}`, separator: '=' })),
  }
  return amend(file, (document) => ({
    ...document,
    stages: document.stages.map((stage, index) =>
      index === document.stages.length - 1
        ? { ...stage, instructions: [...stage.instructions, ...args, label] }
        : stage,
    ),
  }))
}

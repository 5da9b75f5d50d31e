import type { DockerfileDocument } from '../../model/document.js'
import type { RunInstruction } from '../../model/instruction.js'
import { type Downloader, downloadsOf } from './downloads.js'

/** A document with a change of every RUN that fetches something. */
export const changeFetching = (
  document: DockerfileDocument,
  change: (run: RunInstruction, downloads: readonly Downloader[]) => RunInstruction,
): DockerfileDocument => ({
  ...document,
  stages: document.stages.map((stage) => ({
    ...stage,
    instructions: stage.instructions.map((instruction) => {
      if (instruction.kind !== 'run') return instruction
      const downloads = downloadsOf(instruction)
      return downloads.length === 0 ? instruction : change(instruction, downloads)
    }),
  })),
})

import type { DockerfileDocument } from '../../model/document.js'
import { withAccess, type Access } from './access.js'
import { type Downloader, downloadsOf } from './downloads.js'

/** A document whose RUNs that fetch something get access. */
export const giveAccess = (
  document: DockerfileDocument,
  accessOf: (downloads: readonly Downloader[]) => Access,
): DockerfileDocument => ({
  ...document,
  stages: document.stages.map((stage) => ({
    ...stage,
    instructions: stage.instructions.map((instruction) => {
      if (instruction.kind !== 'run') return instruction
      const downloads = downloadsOf(instruction)
      return downloads.length === 0 ? instruction : withAccess(instruction, accessOf(downloads))
    }),
  })),
})

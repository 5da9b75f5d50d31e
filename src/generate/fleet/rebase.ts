import { posix } from 'node:path'
import type { GeneratedService } from '../service.js'

/** A service whose paths are relative to one folder, with paths relative to another; `way` leads from the other to the one. */
export const rebase = (service: GeneratedService, way: string): GeneratedService => {
  const moved = (path: string): string => posix.join(way, path)
  const { ignoreFile, members } = service
  return {
    ...service,
    folder: moved(service.folder),
    source: moved(service.source),
    output: moved(service.output),
    context: moved(service.context),
    ...(ignoreFile === undefined ? {} : { ignoreFile: moved(ignoreFile) }),
    ...(members === undefined ? {} : { members: members.map(moved) }),
  }
}

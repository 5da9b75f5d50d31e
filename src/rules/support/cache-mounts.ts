import { flagValues } from '../../model/flag.js'
import type { RunInstruction } from '../../model/instruction.js'
import { readMount } from '../../analysis/mount.js'

/** Whether a RUN mounts a cache or a tmpfs at a path that holds a text: `/.cache/pip` is in `/root/.cache/pip`. */
export const mountsCacheAt = (run: RunInstruction, path: string): boolean =>
  run.flags.length > 0 &&
  flagValues(run, 'mount').some((value) => {
    const { type, target = '' } = readMount(value)
    return (type === 'cache' || type === 'tmpfs') && target.includes(path)
  })

/** Whether a cache or a tmpfs is mounted at a path or above it, so that nothing under it comes into the image. */
export const isMountedAway = (run: RunInstruction, path: string): boolean =>
  run.flags.length > 0 &&
  flagValues(run, 'mount').some((value) => {
    const { type, target = '' } = readMount(value)
    const folder = target.replace(/\/+$/, '')
    return (type === 'cache' || type === 'tmpfs') && (path === folder || path.startsWith(`${folder}/`))
  })

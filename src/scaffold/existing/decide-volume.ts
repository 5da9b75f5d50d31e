import { isWithin, resolvePosix } from '../../analysis/posix-path.js'
import { type Decision, type DecisionContext, hasOption, left } from './decision.js'
import type { VolumeSetting } from './setting.js'

/**
 * VOLUME: what the service writes to. The folders are made for its user; that a volume is mounted there is left to those
 * who run the image, since nothing can take a VOLUME back.
 */
export const decideVolume = ({ paths }: VolumeSetting, context: DecisionContext): Decision => {
  if (!hasOption(context, 'writable')) return left('the preset has no option for it')
  const unknown = paths.find(({ certain, value }) => !certain || value.includes('$'))
  if (unknown !== undefined) return left(`only the build knows what \`${unknown.word}\` is`)
  const { workdir = '/' } = context.old
  const own = context.own?.workdir
  const folders = paths.map(({ value }) => {
    const path = resolvePosix(workdir, value)
    const isBelow = workdir !== '/' && path !== workdir && isWithin(path, workdir)
    return isBelow && own !== undefined && own !== '/' ? path.slice(workdir.length + 1) : path
  })
  const why = 'as folders that belong to the user; mount volumes there when the container starts'
  return { kind: 'kept', options: { writable: [...new Set(folders)] }, why }
}

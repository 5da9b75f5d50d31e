import type { NodeFacts } from '../../../project/node/node-facts.js'
import { refuse } from '../../compiled/refusal.js'
import { type Closure, manifestOf } from './closure.js'

/** Refuses what no install can narrow to the service. */
export const checkWorkspace = ({ packageManager }: NodeFacts, { members }: Closure): void => {
  for (const member of packageManager.name === 'yarn' ? members : []) {
    if (member.manifest.name === undefined) {
      const place = { file: manifestOf(member) }
      refuse(
        'unnamed-member',
        `\`${place.file}\` has no \`name\`, by which yarn picks a member of a workspace.`,
        'Give it one.',
        place,
      )
    }
  }
  const { berry, major = 4, plugins } = packageManager
  if (berry && major < 4 && plugins?.some((plugin) => plugin.includes('workspace-tools')) !== true) {
    refuse(
      'yarn-without-focus',
      `Yarn ${major} installs a whole workspace unless it has the plugin \`workspace-tools\`, which \`.yarnrc.yml\` does not name.`,
      'Run `yarn plugin import workspace-tools` and commit it, or update to yarn 4, which has it built in.',
    )
  }
}

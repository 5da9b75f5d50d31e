import type { PythonManagerName } from '../../project/facts.js'
import type { PythonOptions } from './options.js'
import { refusal } from './refusal.js'

/** When an option would change nothing, with what to do instead. */
const rules: readonly {
  readonly option: 'requirements' | 'devRequirements' | 'extras' | 'managerVersion'
  readonly idle: (manager: PythonManagerName, tool: PythonManagerName, requirements: boolean) => boolean
  readonly why: string
  readonly hint: string
}[] = [
  {
    option: 'requirements',
    idle: (manager) => manager !== 'pip',
    why: 'names a file that only pip reads',
    hint: "Set `manager: 'pip'`, or leave the option out.",
  },
  {
    option: 'devRequirements',
    idle: (manager) => manager !== 'pip',
    why: 'names a file that only pip reads',
    hint: "Set `manager: 'pip'`, or leave the option out.",
  },
  {
    option: 'extras',
    idle: (manager, _, requirements) => manager === 'pipenv' || (manager === 'pip' && requirements),
    why: 'chooses extras of pyproject.toml, which is not what the dependencies are installed from',
    hint: 'Name the extra dependencies in the file that is installed.',
  },
  {
    option: 'managerVersion',
    idle: (_, tool) => tool === 'pip',
    why: 'sets a version, but pip is the one of the base image',
    hint: 'Leave the option out, or set `buildImage`.',
  },
]

const isGiven = (value: string | readonly string[] | undefined): boolean => value !== undefined && value.length > 0

/**
 * Refuses an option that would do nothing for the manager.
 *
 * @throws GenDockerfileError `idle-option`
 */
export const checkApplicable = (
  options: PythonOptions,
  manager: PythonManagerName,
  tool: PythonManagerName,
  requirements: boolean,
): void => {
  const found = rules.find(({ option, idle }) => isGiven(options[option]) && idle(manager, tool, requirements))
  if (found === undefined) return
  refusal('idle-option', `The option \`${found.option}\` ${found.why}; the manager is ${manager}.`, found.hint)
}

import { severitiesByRule } from '../linter/rule-names.js'
import { configText } from './config-text.js'
import type { Config } from './config.js'
import { invalidConfig } from './invalid-config.js'
import { policyFrom } from './policy-schema.js'
import { configSchema } from './schema.js'
import { parseYaml } from './yaml-source.js'

/**
 * Reads a `gen-dockerfile.yaml`. An empty file says nothing.
 *
 * @param file absolute
 * @param shown the name for people
 * @throws GenDockerfileError `config-unreadable`, `invalid-yaml`, `invalid-config`, at the line of the mistake.
 */
export const readConfig = (file: string, shown: string): Config => {
  const source = parseYaml(configText(file, shown), shown)
  const parsed = configSchema.safeParse(source.value ?? {}, { reportInput: true })
  if (!parsed.success) throw invalidConfig(parsed.error.issues, shown, source)
  const { rules = {}, policy, builder, ignore = [] } = parsed.data.lint ?? {}
  return {
    file,
    lint: {
      rules: severitiesByRule(
        Object.fromEntries(
          Object.entries(rules).flatMap(([name, level]) => (level === undefined ? [] : [[name, level]])),
        ),
      ),
      ...(policy === undefined ? {} : { policy: policyFrom(policy) }),
      ...(builder === undefined ? {} : { builder }),
      ignore,
    },
  }
}

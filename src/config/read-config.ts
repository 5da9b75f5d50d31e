import { look } from '../disk/journal.js'
import { severitiesByRule } from '../linter/rule-names.js'
import { GenDockerfileError } from '../model/error.js'
import { configText } from './config-text.js'
import type { Config, ServiceValue } from './config.js'
import { invalidConfig } from './invalid-config.js'
import { policyFrom } from './policy-schema.js'
import { configSchema } from './schema.js'
import type { WrittenService } from './services-schema.js'
import { parseYaml } from './yaml-source.js'

/** What is said of a service, without what is not. */
const valueOf = (written: WrittenService): ServiceValue | false => {
  if (written === false) return false
  const { preset, options, dockerfile, output, name } = written ?? {}
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(options === undefined ? {} : { options }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(output === undefined ? {} : { output }),
    ...(name === undefined ? {} : { name }),
  }
}

/** Of two spellings of the name beside each other only one would be read. */
const refuseTwin = (file: string, shown: string): void => {
  const twin = file.replace(/\byaml$/, 'yml')
  if (twin === file || !look.exists(twin)) return
  throw new GenDockerfileError({
    code: 'two-configs',
    message: `There are a \`gen-dockerfile.yaml\` and a \`gen-dockerfile.yml\` beside each other, and one of them would not be read.`,
    hint: 'Move what is in `gen-dockerfile.yml` to the other, and remove it.',
    place: { file: shown },
  })
}

/**
 * Reads a `gen-dockerfile.yaml`. An empty file says nothing.
 *
 * @param file absolute
 * @param shown the name for people
 * @throws GenDockerfileError `two-configs`, `config-unreadable`, `invalid-yaml`, `invalid-config`, at the line of the mistake.
 */
export const readConfig = (file: string, shown: string): Config => {
  refuseTwin(file, shown)
  const source = parseYaml(configText(file, shown), shown)
  const parsed = configSchema.safeParse(source.value ?? {}, { reportInput: true })
  if (!parsed.success) throw invalidConfig(parsed.error.issues, shown, source)
  const { rules = {}, policy, builder, ignore = [] } = parsed.data.lint ?? {}
  const { services, bake, compose, defaults: { output, preset, options = {} } = {} } = parsed.data
  return {
    file,
    defaults: {
      ...(output === undefined ? {} : { output }),
      ...(preset === undefined ? {} : { preset }),
      options,
    },
    ...(services === undefined
      ? {}
      : { services: Object.entries(services).map(([key, written]) => ({ key, value: valueOf(written) })) }),
    ...(bake === undefined ? {} : { bake }),
    ...(compose === undefined ? {} : { compose }),
    placeOf: source.placeOf,
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

import { ownSeverities } from './own-findings.js'

const docs = 'https://github.com/gen-dockerfile/gen-dockerfile/blob/main/docs'

/** The page about a rule, or the section about what the linter itself reports. */
export const ruleUrl = (name: string): string =>
  Object.hasOwn(ownSeverities, name) ? `${docs}/linting.md#${name}` : `${docs}/rules/${name}.md`

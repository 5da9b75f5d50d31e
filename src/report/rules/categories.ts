import type { RuleCategory } from '../../rules/support/rule.js'

/** The categories of rules in the order of the index, with their titles. */
export const ruleCategories: Readonly<Record<RuleCategory, string>> = {
  stages: 'Stages',
  variables: 'Variables',
  'base-image': 'Base images',
  packages: 'Packages',
  cache: 'Layers and caches',
  runtime: 'What the container does',
  context: 'The build context',
  security: 'Security',
  style: 'Style',
  portability: 'Portability',
  policy: 'Policy of a team',
}

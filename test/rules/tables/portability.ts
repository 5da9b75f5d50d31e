import type { RuleTable } from '../support/table.js'

export const portabilityTables: Readonly<Record<string, RuleTable>> = {}

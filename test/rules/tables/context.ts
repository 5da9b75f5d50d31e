import type { RuleTable } from '../support/table.js'

export const contextTables: Readonly<Record<string, RuleTable>> = {}

import type { RuleTable } from '../support/table.js'

export const baseImageTables: Readonly<Record<string, RuleTable>> = {}

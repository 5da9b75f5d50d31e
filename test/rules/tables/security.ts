import type { RuleTable } from '../support/table.js'

export const securityTables: Readonly<Record<string, RuleTable>> = {}

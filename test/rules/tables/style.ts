import type { RuleTable } from '../support/table.js'

export const styleTables: Readonly<Record<string, RuleTable>> = {}

import type { ContextReport } from './report.js'
export const contextHtml = (_: ContextReport): string => ''

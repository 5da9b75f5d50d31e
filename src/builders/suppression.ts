import { checkFilled } from './refuse.js'

/** A finding that was looked at and accepted, with the reason. */
export interface Suppression {
  readonly rule: string
  readonly reason: string
}

/** Refuses a suppression without its rule or its reason. */
export const checkSuppression = ({ rule, reason }: Suppression): Suppression => ({
  rule: checkFilled(rule, 'The `rule` of ignore()'),
  reason: checkFilled(reason, 'The `reason` of ignore()'),
})

/** What the exit code of the program says. */
export const exitCodes = {
  /** All is well; warnings do not count. */
  fine: 0,
  /** Something is stale, missing, in conflict or wrong. */
  findings: 1,
  /** Nothing could be attempted: usage, or nothing that can be loaded. */
  unusable: 2,
} as const

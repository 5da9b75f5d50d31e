/** The page about a rule. */
export const ruleUrl = (name: string): string =>
  `https://github.com/gen-dockerfile/gen-dockerfile/blob/main/docs/rules/${name}.md`

/** Where the documentation is. */
export const docsUrl = 'https://github.com/gen-dockerfile/gen-dockerfile/blob/main/docs'

/** The page about a rule. */
export const ruleUrl = (name: string): string => `${docsUrl}/rules/${name}.md`

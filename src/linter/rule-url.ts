/** Where the documentation is. */
export const docsUrl = 'https://github.com/gen-dockerfile/gen-dockerfile/blob/main/docs'

/** The page about a rule. */
export const ruleUrl = (name: string): string => `${docsUrl}/rules/${name}.md`

/** Where the findings of `context` are explained. */
export const contextFindingsUrl = `${docsUrl}/build-context.md#what-it-finds`

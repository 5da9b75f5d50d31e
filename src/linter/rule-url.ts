/** Where the documentation is. */
export const docsUrl = 'https://github.com/gen-dockerfile/gen-dockerfile/blob/main/docs'

const known = new Map<string, string>()

/** The page about a rule: one text, however many findings name it. */
export const ruleUrl = (name: string): string => {
  const url = known.get(name) ?? `${docsUrl}/rules/${name}.md`
  known.set(name, url)
  return url
}

/** Where the findings of `context` are explained. */
export const contextFindingsUrl = `${docsUrl}/build-context.md#what-it-finds`

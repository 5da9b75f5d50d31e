// Wider than what linters report: a value that is carried over by mistake stays in the repository's history.
const secretName =
  /(?:_|^)(?:api_?key|access_?key|auth|bearer|cert|credentials?|dsn|jwt|key|pass|passphrase|password|passwd|pword|pwd|private|salt|secrets?|signature|token)(?:_|$)|(?:secret|password|apikey|token)$/i

const secretValue =
  /:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN|\b(?:AKIA[0-9A-Z]{12,}|gh[pousr]_\w{20,}|xox[abp]-|sk[-_](?:live|test)?[-_]?\w{16,}|eyJ[\w-]{10,}\.)/

/** Whether a variable looks as if it held a secret, by its name or its value. */
export const looksSecret = (name: string, value: string): boolean => secretName.test(name) || secretValue.test(value)

/**
 * Names of variables that hold secrets: what BuildKit's check takes for one, and the usual names that it does not know.
 */
const secret =
  /(?:^|_)(?:apikey|auth|credentials?|password|pword|passwd|secrets?|tokens?|passphrase|pat|authtoken|(?:api|access|private|secret|deploy|ssh|signing|encryption|license)_key)(?:_|$)|(?:^|_)(?:ssh_)?(?:private|deploy)_?key$|^(?:key)$/i

/** Parts that say that it only points at a secret or is none. */
const harmless =
  /(?:^|_)(?:public|pub|file|path|dir|version|name|url|uri|host|id|length|size|ttl|type|provider|expiry|dummy)(?:_|$)/i

/**
 * Whether a variable is named like a secret that a build needs.
 *
 * @example
 * ```ts
 * isSecretName('NPM_TOKEN') // true
 * isSecretName('TOKEN_FILE') // false
 * ```
 */
export const isSecretName = (name: string): boolean => secret.test(name) && !harmless.test(name)

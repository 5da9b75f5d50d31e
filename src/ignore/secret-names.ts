/** Files of a home directory that hold logins, whatever is in them. */
export const loginFiles = ['.git-credentials', '.netrc', '.pypirc'] as const

/** The same of fewer people: too rare for a line in every ignore file. */
export const rareLoginFiles = ['.htpasswd', '.pgpass', '.vault-token'] as const

/** Folders of a home directory with keys and logins in them. */
export const secretFolders = ['.aws', '.azure', '.gnupg', '.kube', '.ssh'] as const

/** Where Docker keeps the logins of registries. */
export const dockerLogin = '.docker/config.json'

/** Private keys as `ssh-keygen` calls them. */
export const sshKeys = ['id_dsa', 'id_ecdsa', 'id_ed25519', 'id_rsa'] as const

/** Endings of stores of keys. */
export const keyStoreEndings = ['jks', 'keystore', 'p12', 'pfx'] as const

/** The ending of a private key, which some samples have, too. */
export const keyEnding = 'key'

/** The ending of a store of passwords. */
export const passwordStoreEnding = 'kdbx'

/** The ending of PuTTY's private keys. */
export const puttyKeyEnding = 'ppk'

/** The ending of what Terraform knows, every password among it. */
export const terraformStateEnding = 'tfstate'

/** Samples are for everybody: `.env.example`, `.env.local.sample`. */
const sample = /\.(?:example|sample|template|dist|defaults?)$/

/**
 * Whether a file is called like settings of an environment, which mostly hold passwords.
 *
 * @example
 * isEnvironmentFile('.env.production') // true
 * isEnvironmentFile('.env.local.example') // false
 */
export const isEnvironmentFile = (name: string): boolean =>
  name === '.env' || (name.startsWith('.env.') && !sample.test(name))

const endings = [...keyStoreEndings, keyEnding, 'pem', passwordStoreEnding, puttyKeyEnding, terraformStateEnding]

const namesOfSecrets = new Set<string>([...loginFiles, ...rareLoginFiles, ...sshKeys, '.npmrc'])

/** Logins of services and clients as cloud consoles name their files. */
const cloudLogin = /^(?:credentials?|service[-_]?account|client[-_]?secret)[\w.-]*\.json$/i

/**
 * Whether a file is called like something that nobody else should read: keys and stores of them, logins, settings of an
 * environment. A certificate may end in `.pem`, too.
 *
 * @example
 * isSecretName('deploy.pem') // true
 * isSecretName('server.js') // false
 */
export const isSecretName = (name: string): boolean =>
  namesOfSecrets.has(name) ||
  isEnvironmentFile(name) ||
  cloudLogin.test(name) ||
  endings.includes(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '')

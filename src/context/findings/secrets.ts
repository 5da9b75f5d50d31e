import { literalPattern } from '../../ignore/index.js'
import {
  isEnvironmentFile,
  keyEnding,
  keyStoreEndings,
  type loginFiles,
  passwordStoreEnding,
  puttyKeyEnding,
  type rareLoginFiles,
  sshKeys,
  terraformStateEnding,
} from '../../ignore/secret-names.js'
import type { WalkedFile } from '../walk.js'
import { byPattern, type Detector, folderOf, type Found, naming, nameOf, sumOf } from './finding.js'

/** The text of a small file; undefined where it cannot be read. */
export type ReadText = (path: string) => string | undefined

interface Suspect {
  readonly what: string
  /** Whether what is in it tells that it is one; without this, the name is enough. */
  readonly holds?: (text: string) => boolean
}

/** A value that is written down, and not taken from the environment. */
const literalValue = (setting: string): RegExp => new RegExp(`${setting}\\s*=\\s*(?!\\s|["']?\\$\\{?\\w)\\S`, 'm')

const privateKey: Suspect = { what: 'a private key', holds: (text) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) }
const sshKey: Suspect = { what: 'a private SSH key', holds: (text) => text.includes('PRIVATE KEY') }
const store: Suspect = { what: 'a store of keys' }
const environment: Suspect = { what: 'settings of an environment, which mostly hold passwords' }
const netrc: Suspect = { what: 'passwords for other hosts', holds: (text) => /\bpassword\s+\S/.test(text) }

const logins: Readonly<Record<(typeof loginFiles | typeof rareLoginFiles)[number], Suspect>> = {
  '.git-credentials': { what: 'passwords for git' },
  '.htpasswd': { what: 'passwords' },
  '.netrc': netrc,
  '.pgpass': { what: 'passwords of databases' },
  '.pypirc': { what: 'a password of a package registry', holds: (text) => literalValue('^\\s*password').test(text) },
  '.vault-token': { what: 'a token of Vault' },
}

/** One suspect for each of some names. */
const each = (names: readonly string[], suspect: Suspect): Readonly<Record<string, Suspect>> =>
  Object.fromEntries(names.map((name) => [name, suspect]))

const byName: Readonly<Record<string, Suspect>> = {
  '.env': environment,
  ...logins,
  ...each(sshKeys, sshKey),
  '.envrc': environment,
  '.npmrc': {
    what: 'a token of a package registry',
    holds: (text) => literalValue('(?:_authToken|_auth|_password)').test(text),
  },
  '.yarnrc.yml': {
    what: 'a token of a package registry',
    holds: (text) => /^\s*(?:npmAuthToken|npmAuthIdent):\s*(?!["']?\$\{)\S/m.test(text),
  },
  _netrc: netrc,
  '.vault_pass': { what: 'a password' },
  'terraform.tfstate': { what: 'the state of Terraform, with every password in it' },
}

const byEnding: Readonly<Record<string, Suspect>> = {
  pem: privateKey,
  p8: privateKey,
  [keyEnding]: privateKey,
  ...each(keyStoreEndings, store),
  [passwordStoreEnding]: { what: 'a store of passwords' },
  [puttyKeyEnding]: { what: 'a private SSH key' },
  [terraformStateEnding]: { what: 'the state of Terraform, with every password in it' },
  json: {
    what: 'a key of a service account',
    holds: (text) => /"type"\s*:\s*"service_account"/.test(text) && text.includes('private_key'),
  },
}

/** Of all the JSON files, only those are opened that are called as keys of service accounts are. */
const accountName = /account|credential|secret|firebase|gcp|google|gcloud|key|-[0-9a-f]{12}\.json$/i

const google: Suspect = { what: 'a login of Google Cloud' }

/** Names that mean something in one folder only. */
const inFolder: Readonly<Record<string, readonly [folder: string, suspect: Suspect]>> = {
  credentials: ['.aws', { what: 'keys of AWS' }],
  config: ['.kube', { what: 'access to a Kubernetes cluster' }],
  'config.json': ['.docker', { what: 'a login of a registry', holds: (text) => /"auth"\s*:\s*"[^"]/.test(text) }],
  'application_default_credentials.json': ['gcloud', google],
  'credentials.db': ['gcloud', google],
  'access_tokens.db': ['gcloud', google],
}

const suspectOf = (path: string): Suspect | undefined => {
  const name = nameOf(path)
  if (Object.hasOwn(byName, name)) return byName[name]
  if (name.startsWith('.env.')) return isEnvironmentFile(name) ? environment : undefined
  if (Object.hasOwn(inFolder, name)) {
    const [folder, suspect] = inFolder[name] ?? []
    if (nameOf(folderOf(path)) === folder) return suspect
  }
  const ending = name.slice(name.lastIndexOf('.') + 1)
  if (!Object.hasOwn(byEnding, ending) || (ending === 'json' && !accountName.test(name))) return undefined
  return byEnding[ending]
}

/** Larger than any key, so that nothing large is read. */
const mostBytes = 64 * 1024

const isSecret = ({ path, kind, size }: WalkedFile, { holds }: Suspect, read: ReadText): boolean => {
  if (kind !== 'file' || size === 0) return false
  if (holds === undefined) return true
  const text = size > mostBytes ? undefined : read(path)
  return text !== undefined && holds(text)
}

/** Files with secrets, by their names and by what small ones hold; no part of a secret gets into a finding. */
export const detectSecrets = (read: ReadText): Detector => {
  const found: (Found & { readonly what: string })[] = []
  return {
    file: (file) => {
      const suspect = suspectOf(file.path)
      if (suspect === undefined || !isSecret(file, suspect, read)) return
      const name = nameOf(file.path)
      const pattern = Object.hasOwn(byName, name) ? `**/${name}` : literalPattern(file.path)
      found.push({ path: file.path, what: suspect.what, pattern, files: 1, bytes: file.size })
    },
    findings: () =>
      byPattern(found).map((group) => ({
        rule: 'context-secret',
        codes: [],
        severity: 'warning',
        message: `${naming(group)} ${group.length === 1 ? 'is' : 'are'} sent to the builder: ${group[0].what}. A \`COPY . .\` puts it into a layer that everybody with the image can read.`,
        hint: 'Where a step needs it, mount it: `RUN --mount=type=secret`, with `docker build --secret`.',
        pattern: group[0].pattern,
        ...sumOf(group),
      })),
  }
}

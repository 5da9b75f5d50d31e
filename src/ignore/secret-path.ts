import {
  dockerLogin,
  isEnvironmentFile,
  keyEnding,
  keyStoreEndings,
  loginFiles,
  passwordStoreEnding,
  puttyKeyEnding,
  rareLoginFiles,
  secretFolders,
  sshKeys,
  terraformStateEnding,
} from './secret-names.js'

/** Endings of files that are secrets wherever they lie. */
export const surelySecretEndings = [...keyStoreEndings, passwordStoreEnding, puttyKeyEnding, terraformStateEnding]

const escaped = (names: readonly string[]): string => names.join('|').replaceAll('.', String.raw`\.`)

/** Files and directories that hold secrets by their name; certificates (`*.pem`) are as often public. */
const secretFile = new RegExp(
  String.raw`(?:^|/)(?:${[
    escaped([...secretFolders, ...loginFiles, ...rareLoginFiles, dockerLogin, ...sshKeys]),
    String.raw`\.(?:gcloud|my\.cnf|s3cfg|boto|dockercfg)|\.config/gcloud`,
    String.raw`kubeconfig(?:\.ya?ml)?|(?:[\w-]*-)?service[-_]?account(?:[-_]?key)?(?:[-_.][\w-]+)?\.json|(?:client_secrets?|gcp[-_]key|credentials)\.json`,
    String.raw`(?:master|credentials)\.key|privkey\d*\.pem|[\w.-]+[-_.]?key\.pem`,
    String.raw`[\w.-]+\.(?:${escaped([...surelySecretEndings, keyEnding])}|tfvars)`,
  ].join('|')})/?$`,
)

/** Whether a path looks like a file or a directory with secrets. */
export const isSecretPath = (path: string): boolean => {
  const end = path.endsWith('/') ? path.length - 1 : path.length
  const name = path.slice(path.lastIndexOf('/', end - 1) + 1, end)
  return secretFile.test(path) || (isEnvironmentFile(name) && /^[\w.-]+$/.test(name))
}

/** Files that hold a token as often as only settings. */
export const maySecret = /(?:^|\/)(?:\.npmrc|pip\.conf|auth\.json)$/

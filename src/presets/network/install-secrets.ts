import type { DockerfileDocument } from '../../model/document.js'
import { changeFetching } from './fetching-steps.js'

/** A document whose steps that fetch packages have variables that hold secrets, which no layer keeps. */
export const withInstallSecrets = (
  document: DockerfileDocument,
  secrets: Readonly<Record<string, string>>,
): DockerfileDocument => {
  const flags = Object.entries(secrets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, id]) => ({ name: 'mount', value: `type=secret,id=${id},env=${variable},required` }))
  if (flags.length === 0) return document
  return changeFetching(document, (run, downloads) =>
    downloads.some(({ packages }) => packages) ? { ...run, flags: [...run.flags, ...flags] } : run,
  )
}

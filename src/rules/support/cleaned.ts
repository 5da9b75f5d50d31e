import type { RunCall } from './run-calls.js'

/** Whether a call deletes what is at a path, or a folder above it. */
export const isRemovalOf = ({ name, args }: RunCall, path: string): boolean => {
  if (name === 'find') return args.includes('-delete') && args.some((arg) => arg.startsWith(path))
  return (
    name === 'rm' &&
    args.some((arg) => {
      const folder = arg.replace(/\/?\**\/?$/, '')
      return folder.startsWith('/') && (path === folder || path.startsWith(`${folder}/`))
    })
  )
}

/**
 * Whether hadolint finds that a RUN cleans up what it installs: it takes the first call that cleans, and asks whether
 * that stands behind the first that installs.
 */
export const isCleanedForHadolint = (
  calls: readonly RunCall[],
  installs: (call: RunCall) => boolean,
  cleans: (call: RunCall) => boolean,
): boolean => {
  const install = calls.findIndex(installs)
  const clean = calls.findIndex(cleans)
  return install < 0 || clean >= install
}

/** What hadolint takes for the removal of a cache: `rm -rf` of anything. */
export const isHadolintRemoval = ({ name, args }: RunCall): boolean => name === 'rm' && args.includes('-rf')

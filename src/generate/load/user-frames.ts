import type { Place } from '../../model/place.js'
import type { Bundle } from './bundle.js'

/** The name under which V8 lists an evaluated bundle in stack traces. */
const framePattern = /gen-dockerfile-bundle:\d+(?=:(\d+):(\d+))/

const bundles = new Map<string, { readonly locate: Bundle['locate']; readonly display: (file: string) => string }>()

const placeOf = (name: string, line: number, column: number): Place | undefined => {
  const bundle = bundles.get(name)
  const found = bundle?.locate({ line, column })
  return bundle && found && { file: bundle.display(found.source), line: found.line, column: found.column }
}

/** Makes a bundle known to stack traces and gives it a name for its `sourceURL`. */
export const registerBundle = (locate: Bundle['locate'], display: (file: string) => string): string => {
  const name = `gen-dockerfile-bundle:${bundles.size + 1}`
  bundles.set(name, { locate, display })
  return name
}

/** The user's place that is nearest to where an error was thrown; `undefined` when none of their lines took part. */
export const placeOfError = (error: unknown): Place | undefined => {
  const stack = error instanceof Error ? error.stack : undefined
  for (const line of typeof stack === 'string' ? stack.split('\n') : []) {
    const match = framePattern.exec(line)
    const place = match && placeOf(match[0], Number(match[1]), Number(match[2]))
    if (place) return place
  }
  return undefined
}

/** Deep enough to leave our own frames and a few helpers of the user behind. */
const stackDepth = 50

const callSites = (): readonly NodeJS.CallSite[] => {
  const { prepareStackTrace, stackTraceLimit } = Error
  let sites: readonly NodeJS.CallSite[] = []
  Error.stackTraceLimit = stackDepth
  Error.prepareStackTrace = (_, found) => {
    sites = found
    return ''
  }
  const holder: { stack?: string } = {}
  Error.captureStackTrace(holder, callSites)
  void holder.stack
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return sites
}

/** The user's place of the call that is being made: the innermost of their frames. */
export const currentUserPlace = (): Place | undefined => {
  for (const site of callSites()) {
    const name = site.getScriptNameOrSourceURL()
    if (typeof name !== 'string' || !bundles.has(name)) continue
    // Asking for the line of a frame makes V8 compile its function again: only the one that is wanted.
    const line = site.getLineNumber()
    if (line !== null) return placeOf(name, line, site.getColumnNumber() ?? 1)
  }
  return undefined
}

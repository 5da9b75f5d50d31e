import type { Place } from '../model/place.js'

/** Finds the user's place of the call that is being made. */
export type OriginCapture = () => Place | undefined

let capture: OriginCapture | undefined

/**
 * Installs the hook that finds the user's line in `dockerfile.ts` for every call of a builder method; `undefined`
 * removes it. Reading a stack costs microseconds, so plain library use goes without.
 */
export const setOriginCapture = (hook: OriginCapture | undefined): void => {
  capture = hook
}

/** Makes something that no line of the user takes part in, so that none is looked for. */
export const withoutOrigins = <Value>(make: () => Value): Value => {
  const hook = capture
  capture = undefined
  try {
    return make()
  } finally {
    capture = hook
  }
}

/** The user's place of the current call, where a hook is installed. */
export const currentOrigin = (): Place | undefined => capture?.()

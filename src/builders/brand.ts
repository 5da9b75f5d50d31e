/** The kinds of values that this package makes and recognises. */
export type Brand =
  | 'stage'
  | 'unstarted-stage'
  | 'dockerfile'
  | 'dockerignore'
  | 'preset'
  | 'literal'
  | 'mount'
  | 'shell'
  | 'script'
  | 'heredoc'

/**
 * The key under which our values carry their brand. It comes from the global symbol registry, so a value made by one
 * copy of the package is recognised by another; `instanceof` would not.
 */
export const brand: unique symbol = Symbol.for('gen-dockerfile.brand') as never

/** Whether a value is ours and of the given kind. */
export const hasBrand = <Kind extends Brand>(value: unknown, kind: Kind): value is { readonly [brand]: Kind } =>
  (typeof value === 'object' || typeof value === 'function') &&
  value !== null &&
  brand in value &&
  value[brand] === kind

/** The brand of one of our values, `undefined` for anything else. */
export const brandOf = (value: unknown): unknown =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && brand in value
    ? value[brand]
    : undefined

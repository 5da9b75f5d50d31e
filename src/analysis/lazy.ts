/** Computes a value on its first use and keeps it. */
export const lazy = <Value>(compute: () => Value): (() => Value) => {
  let kept: { readonly value: Value } | undefined
  return () => (kept ??= { value: compute() }).value
}

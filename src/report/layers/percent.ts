/**
 * A share in percent. What is not the whole is never shown as the whole.
 *
 * @example
 * ```ts
 * percentText(0.98442) // '98.44%'
 * percentText(0.999999) // '99.99%'
 * ```
 */
export const percentText = (share: number): string => {
  const hundredths = Math.round(share * 10_000)
  const honest = share < 1 && hundredths === 10_000 ? 9_999 : share > 0 && hundredths === 0 ? 1 : hundredths
  return `${(honest / 100).toFixed(honest % 100 === 0 ? 0 : 2)}%`
}

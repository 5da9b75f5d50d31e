import { brand, hasBrand } from './brand.js'
import { checkText } from './refuse.js'

/** A text in which `$` has no meaning; see {@link literal}. */
export interface Literal {
  readonly [brand]: 'literal'
  readonly text: string
}

/** A value of an instruction in which Docker expands `$NAME` and `${…}`; {@link literal} keeps a `$` as it is. */
export type Text = string | Literal

/**
 * A text that Docker must not expand: every `$` stays a `$`.
 *
 * @example
 * ```ts
 * stage().from('alpine:3.23').env({ PRICE: literal('$5'), HOME_COPY: '$HOME' })
 * // FROM alpine:3.23
 * // ENV PRICE="\$5" \
 * //     HOME_COPY=$HOME
 * ```
 * @throws GenDockerfileError `invalid-value` when it is not a string.
 */
export const literal = (text: string): Literal =>
  Object.freeze({ [brand]: 'literal' as const, text: checkText(text, 'The text of literal()') })

/** Whether a value was made by {@link literal}. */
export const isLiteral = (value: unknown): value is Literal => hasBrand(value, 'literal')

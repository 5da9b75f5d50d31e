/**
 * How a line of a shell command was laid out: a line of the script, or a comment between two of them.
 * Code lines joined are the command's text.
 */
export type LayoutLine =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }

/**
 * The command of RUN, CMD, ENTRYPOINT, SHELL or HEALTHCHECK.
 *
 * - `shell`: text that the image's shell reads: `RUN go build`. It holds no newline; `layout` says how it was
 *   spread over lines.
 * - `exec`: a JSON array: `CMD ["node", "server.js"]`.
 */
export type Command =
  | { readonly form: 'shell'; readonly text: string; readonly layout?: readonly LayoutLine[] }
  | { readonly form: 'exec'; readonly args: readonly string[] }

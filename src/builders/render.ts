import { renderDocument } from '../renderer/index.js'
import { assemble, type Buildable } from './assemble.js'

/**
 * The text of a Dockerfile: with LF line ends and a final newline, the same on every machine.
 *
 * @example
 * ```ts
 * render(stage().from('scratch').copy('app', '/app').entrypoint(['/app']))
 * // # syntax=docker/dockerfile:1
 * //
 * // FROM scratch
 * // COPY app /app
 * // ENTRYPOINT ["/app"]
 * ```
 * @throws GenDockerfileError for what no Dockerfile can express, at the call that said it.
 */
export const render = (value: Buildable): string => renderDocument(assemble(value).document).text

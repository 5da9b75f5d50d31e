import { writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, reasonFor } from '../context/reason.js'
import { GenDockerfileError } from '../model/error.js'

/**
 * Writes a treemap as a page of its own, with the data of its report.
 *
 * @param name the file, relative to the working directory
 * @throws GenDockerfileError `html-not-written`
 */
export const writePage = async (cwd: string, name: string, data: { readonly data: string }): Promise<void> => {
  const { renderTemplate } = await import('../scaffold/templates.js')
  const page = renderTemplate('treemap.html.hbs', data)
  try {
    writeFileSync(resolve(cwd, name), page)
  } catch (error) {
    const code = codeOf(error)
    const reason = code === 'ENOENT' ? `there is no folder \`${dirname(name)}\`` : reasonFor(code)
    throw new GenDockerfileError({ code: 'html-not-written', message: `\`${name}\` cannot be written: ${reason}.` })
  }
}

import { inScript, treemapRoot } from '../treemap.js'
import type { ContextReport } from './report.js'

/**
 * The data of the template `treemap.html.hbs`: a page of its own that shows where the bytes of a context are. Names are text
 * wherever the page shows them.
 */
export const contextPage = ({ context, ignoreFile, patterns, contents }: ContextReport): { readonly data: string } => {
  const rules =
    ignoreFile === undefined ? 'no ignore file' : `${ignoreFile}, ${patterns} pattern${patterns === 1 ? '' : 's'}`
  return {
    data: inScript({
      title: `Build context ${context}`,
      name: context,
      whole: 'the context',
      about: rules,
      root: treemapRoot(contents.summary),
      tables: [],
    }),
  }
}

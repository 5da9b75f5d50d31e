import type { Library } from '../generate/load/library.js'

/** What a user's `import … from 'gen-dockerfile'` gets: this program's own copy. */
export const library: Library = {
  parts: {
    index: {
      names: async () => Object.keys(await import('../index.js')),
      load: () => import('../index.js'),
    },
  },
  entries: { 'gen-dockerfile': ['index'] },
}

import { expect } from 'vitest'
import { canary } from '../support/stage-app.js'
import type { Image } from '../support/archive.js'
import type { Check } from './check.js'

const forbidden: readonly { readonly what: string; readonly path: RegExp }[] = [
  { what: 'version control data', path: /(?:^|\/)\.(?:git|hg|svn)(?:\/|$)/ },
  {
    what: "a package manager's cache",
    path: /^(?:root\/\.(?:npm|cache|yarn|bun|local\/share\/pnpm)\/.|pnpm\/store\/.|usr\/local\/share\/\.cache\/.|go\/pkg\/|usr\/local\/cargo\/|var\/lib\/apt\/lists\/.*Packages|var\/cache\/apt\/.*\.(?:deb|bin)$|var\/cache\/apk\/.)|(?:^|\/)\.pnpm-store\//,
  },
  {
    what: 'a compiler',
    path: /^(?:usr\/)?(?:local\/)?s?bin\/(?:gcc|g\+\+|cc|c\+\+|clang|make|ld|as|rustc|cargo|go|tsc|x86_64-linux-gnu-(?:gcc|g\+\+|ld)(?:-\d+)?)$|^usr\/local\/go\/|(?:^|\/)node_modules\/typescript\//,
  },
  { what: 'a secret', path: /(?:^|\/)(?:\.env(?:\.\w+)?|\.netrc|id_(?:rsa|ed25519)|deploy\.pem)$|^run\/secrets\/./ },
]

/** Paths of an image that nobody wants in it, each with what it is. */
const foundIn = (image: Image): readonly string[] =>
  image.layers.flatMap((layer) =>
    layer
      .entries()
      .filter(({ kind }) => kind !== 'folder')
      .flatMap(({ path, content }) => [
        ...forbidden.filter((each) => each.path.test(path)).map(({ what }) => `${what}: ${path}`),
        ...(content.includes(canary) ? [`what the repository keeps to itself: ${path}`] : []),
      ]),
  )

/** Neither the layers nor the history hold what is no part of the service. */
export const holdsOnlyTheService: Check = {
  title: 'holds no secret, cache, compiler or version control data',
  run: async (subject) => {
    const image = await subject.read('runtime')
    expect([...new Set(foundIn(image))].slice(0, 20)).toEqual([])
    expect(image.configText).not.toContain(canary)
    for (const target of ['debug', 'dev']) {
      const { configText, layers } = await subject.read(target)
      expect(configText).not.toContain(canary)
      const leaked = layers.flatMap((layer) => layer.entries().filter(({ content }) => content.includes(canary)))
      expect(
        leaked.map(({ path }) => path),
        target,
      ).toEqual([])
    }
  },
}

import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { scanSources } from '../source-scan.js'
import { sortedUnique } from '../value.js'

/** `"../../proto/shop.proto"`, and `concat!(env!("CARGO_MANIFEST_DIR"), "/../proto")`. */
const upwards = /"\/?((?:\.\.\/)+[\w.@/-]*[\w@-])"/g

/**
 * Files and folders beside a crate that its sources name, relative to its folder: `include_str!` counts from the file, build
 * scripts and most macros from the crate.
 */
export const crateReads = sharedRead((project: Project): readonly string[] => {
  const files = scanSources(project, { language: 'rust', extensions: ['.rs'], mentions: /"\/?\.\.\// })
  return sortedUnique(
    files.flatMap(({ path, source }) =>
      [...source.matchAll(upwards)].flatMap(([, text = '']) =>
        [joinPath(parentPath(path), text), joinPath(text)].filter((found) => leaves(found) && project.has(found)),
      ),
    ),
  )
})

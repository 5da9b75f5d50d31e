import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { scanSources } from '../source-scan.js'
import { sortedUnique } from '../value.js'

/** `"../../proto/shop.proto"`, `"../web/dist/"`, and `concat!(env!("CARGO_MANIFEST_DIR"), "/../proto")`. */
const upwards = /"\/?((?:\.\.\/)+[\w.@/-]*[\w@-])\/?"/g

/** Without a path, diesel_migrations takes the first `migrations` of the crate and the folders above. */
const nearestMigrations = /\bembed_migrations!\s*[({[]\s*[)}\]]/

const migrationsAbove = (project: Project): readonly string[] => {
  for (let path = 'migrations', depth = 0; depth < 8; path = `../${path}`, depth += 1) {
    if (project.has(path, 'dir')) return leaves(path) ? [path] : []
  }
  return []
}

/**
 * Files and folders beside a crate that its sources name, relative to its folder: `include_str!` counts from the file, build
 * scripts and most macros from the crate.
 */
export const crateReads = sharedRead((project: Project): readonly string[] => {
  const files = scanSources(project, {
    language: 'rust',
    extensions: ['.rs'],
    mentions: /"\/?\.\.\/|\bembed_migrations!/,
  })
  return sortedUnique(
    files.flatMap(({ path, source, code }) => [
      ...[...source.matchAll(upwards)].flatMap(([, text = '']) =>
        [joinPath(parentPath(path), text), joinPath(text)].filter((found) => leaves(found) && project.has(found)),
      ),
      ...(source.includes('embed_migrations!') && nearestMigrations.test(code) ? migrationsAbove(project) : []),
    ]),
  )
})

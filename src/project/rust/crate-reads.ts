import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { scanSources } from '../source-scan.js'
import { sortedUnique } from '../value.js'
import { inTestModules } from './test-modules.js'

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

/** Folders in which only other targets than a crate's library and programs have their sources. */
const otherTargets: ReadonlySet<string> = new Set(['tests', 'benches', 'examples'])

const programs: ReadonlySet<string> = new Set(['src/bin', 'src/main.rs'])

const readsOf = (project: Project, skipped: ReadonlySet<string>): readonly string[] => {
  const files = scanSources(project, {
    language: 'rust',
    extensions: ['.rs'],
    mentions: /"\/?\.\.\/|\bembed_migrations!/,
    skipDir: (path) => skipped.has(path),
  })
  return sortedUnique(
    files.flatMap((file) => {
      const { path, source, code } = file
      if (skipped.has(path)) return []
      const isTest = source.includes('#[cfg(test)]') ? inTestModules(file.bare) : () => false
      return [
        ...[...source.matchAll(upwards)].flatMap(({ 1: text = '', index }) =>
          isTest(index)
            ? []
            : [joinPath(parentPath(path), text), joinPath(text)].filter((found) => leaves(found) && project.has(found)),
        ),
        ...(source.includes('embed_migrations!') && nearestMigrations.test(code) ? migrationsAbove(project) : []),
      ]
    }),
  )
}

/**
 * Files and folders beside a crate that its sources name, relative to its folder: `include_str!` counts from the file, build
 * scripts and most macros from the crate. What only tests, examples and benchmarks name is not among them.
 */
export const crateReads = sharedRead((project) => readsOf(project, otherTargets))

/** The same of a crate that others are compiled with, whose own programs nobody builds. */
export const libraryReads = sharedRead((project) => readsOf(project, new Set([...otherTargets, ...programs])))

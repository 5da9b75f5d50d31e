import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { at, byCodeUnit, compact, isRecord, listAt, recordAt, stringAt, stringsAt } from '../value.js'
import type { RustBin, RustPackage } from './rust-facts.js'

/** `version.workspace = true` takes the value of `[workspace.package]`. */
const inherited = (manifest: unknown, workspace: unknown, key: string): string | undefined =>
  stringAt(manifest, 'package', key) ??
  (at(manifest, 'package', key, 'workspace') === true ? stringAt(workspace, 'workspace', 'package', key) : undefined)

/** Binaries that Cargo finds by itself: src/main.rs, src/bin/x.rs, src/bin/x/main.rs. */
const discovered = (project: Project, dir: string, name: string): readonly (readonly [string, string])[] => {
  const bins: (readonly [string, string])[] = []
  if (project.has(joinPath(dir, 'src/main.rs'), 'file')) bins.push([name, 'src/main.rs'])
  for (const entry of project.list(joinPath(dir, 'src/bin'))) {
    if (entry.kind === 'file' && entry.name.endsWith('.rs'))
      bins.push([entry.name.slice(0, -3), `src/bin/${entry.name}`])
    else if (entry.kind === 'dir' && project.has(joinPath(dir, 'src/bin', entry.name, 'main.rs'), 'file')) {
      bins.push([entry.name, `src/bin/${entry.name}/main.rs`])
    }
  }
  return bins
}

const readBins = (project: Project, dir: string, manifest: unknown, name: string): readonly RustBin[] => {
  const paths = new Map<string, string>(
    at(manifest, 'package', 'autobins') === false ? [] : discovered(project, dir, name),
  )
  const features = new Map<string, readonly string[]>()
  for (const bin of listAt(manifest, 'bin')) {
    const binName = stringAt(bin, 'name')
    if (binName === undefined) continue
    const path =
      stringAt(bin, 'path') ?? paths.get(binName) ?? (binName === name ? 'src/main.rs' : `src/bin/${binName}.rs`)
    // A [[bin]] with a path takes the place of the binary that would be found there.
    for (const [other, otherPath] of paths) if (otherPath === joinPath(path)) paths.delete(other)
    paths.set(binName, joinPath(path))
    features.set(binName, stringsAt(bin, 'required-features'))
  }
  return [...paths]
    .map(([binName, path]) => ({
      name: binName,
      package: name,
      path: joinPath(dir, path),
      requiredFeatures: features.get(binName) ?? [],
    }))
    .sort((a, b) => byCodeUnit(a.name, b.name))
}

/** A `[package]`, or `undefined` in a virtual manifest. */
export const readPackage = (
  project: Project,
  dir: string,
  manifest: unknown,
  workspace: unknown,
): RustPackage | undefined => {
  const name = stringAt(manifest, 'package', 'name')
  if (name === undefined) return undefined
  const build = at(manifest, 'package', 'build')
  const buildScript =
    typeof build === 'string'
      ? build
      : build !== false && project.has(joinPath(dir, 'build.rs'), 'file')
        ? 'build.rs'
        : undefined
  return {
    name,
    dir,
    ...compact({
      version: inherited(manifest, workspace, 'version'),
      edition: inherited(manifest, workspace, 'edition'),
      rustVersion: inherited(manifest, workspace, 'rust-version'),
      defaultRun: stringAt(manifest, 'package', 'default-run'),
      buildScript,
    }),
    bins: readBins(project, dir, manifest, name),
    hasLib: project.has(joinPath(dir, 'src/lib.rs'), 'file') || isRecord(at(manifest, 'lib')),
    features: Object.keys(recordAt(manifest, 'features'))
      .filter((feature) => feature !== 'default')
      .sort(byCodeUnit),
    defaultFeatures: stringsAt(manifest, 'features', 'default'),
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `@clack/core` for `node_modules/@clack/core/dist/index.mjs`. */
const packageOf = (input: string): string | undefined => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[0]

/** The licences of the packages that are bundled, as their terms ask for. */
export const licenseText = (root: string, inputs: readonly string[]): string => {
  const folders = [...new Set(inputs.flatMap((input) => packageOf(input) ?? []))].sort()
  return folders
    .map((folder) => {
      const manifest: { name: string; version: string; license?: string } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      )
      const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name))
      const text =
        file !== undefined && existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), 'utf8') : ''
      return `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})\n\n${text.trim()}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}

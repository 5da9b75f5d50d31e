import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { version } from './version.js'

/**
 * Tells this program from others: its version, and a digest of the file that the bundle begins with. That names all parts of a build, and
 * the names are digests of what is in them. When it was installed says nothing, since each job of CI installs it anew.
 */
export const programIn = (bundle: string): string => `${version()} ${hash('sha256', readFileSync(bundle))}`

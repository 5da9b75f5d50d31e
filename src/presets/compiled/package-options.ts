import * as z from 'zod'
import type { NativeNeed } from '../../project/facts.js'

const names = z.array(z.string().regex(/^[a-z0-9][\w.+:~=-]*$/, 'it must be the name of a package')).default([])

/** Options for what the facts do not tell about the operating system. */
export const packageOptions = {
  buildPackages: names.describe(
    "Distribution packages that the build needs beside those that are found, such as `clang` for a linker of one's own.",
  ),
  runtimePackages: names.describe(
    'Distribution packages that the program needs when it runs, such as `git`; the final stage is then Debian instead of distroless.',
  ),
}

/** The options as a need, beside those of the dependencies. */
export const optionNeed = (options: z.output<z.ZodObject<typeof packageOptions>>): NativeNeed => {
  const packages = { build: options.buildPackages, runtime: options.runtimePackages }
  return { package: 'options', debian: packages, alpine: packages, reason: 'asked for' }
}

/** The schema library for the options of presets: zod, as this package has it, so that nobody needs a second copy. */
export * as z from 'zod'

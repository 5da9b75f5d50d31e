import * as z from 'zod'
import { cacheOption } from '../cache-option.js'
import { commonOptions } from '../common-options.js'

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'it must be the name of an environment variable')

/** A path that stays inside the service's folder. */
const path = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/, "it must be a path inside the service's folder, without `..`")

const command = z.array(z.string()).min(1)

/** Servers whose command lines are known, as an option. */
export const serverNames = [
  'uvicorn',
  'gunicorn',
  'hypercorn',
  'granian',
  'daphne',
  'fastapi',
  'waitress',
  'uwsgi',
] as const

/** The options that the Python presets share, beside those of every preset. */
export const pythonOptions = {
  ...commonOptions,
  ...cacheOption,
  pythonVersion: z
    .string()
    .regex(/^3\.\d+(\.\d+)?$/, 'it must be a version such as `3.13`')
    .optional()
    .describe('Version of Python in the image; what the repository declares by default.'),
  managerVersion: z
    .string()
    .regex(/^\d+(\.\d+)+$/, 'it must be an exact version such as `2.1.3`')
    .optional()
    .describe('Version of uv, poetry, pdm or pipenv; what the repository declares by default.'),
  requirements: path
    .optional()
    .describe(
      'Requirements file of production, for pip; `requirements.txt` or what is named like production by default.',
    ),
  devRequirements: path
    .optional()
    .describe('Requirements file that the `dev` target installs as well, for pip; the one named like that by default.'),
  extras: z
    .array(z.string())
    .default([])
    .describe('Extras of the project to install, such as `postgres`; none by default.'),
  groups: z
    .array(z.string())
    .default([])
    .describe('Dependency groups to install for production; only the main dependencies by default.'),
  command: command
    .optional()
    .describe(
      'What the container runs, in exec form; by default the server with the application found, or the entry point.',
    ),
  devCommand: command.optional().describe('What the `dev` target runs; by default `command` with reloading.'),
  app: z
    .string()
    .regex(/^[A-Za-z_][\w.]*:[A-Za-z_]\w*(\(\))?$/, 'it must be such as `app.main:app`, or `app.main:create_app()`')
    .optional()
    .describe(
      'The ASGI or WSGI application, `module:object`, with `()` for a factory; found in the sources by default.',
    ),
  server: z
    .enum(serverNames)
    .optional()
    .describe('The server that runs the application; by default the one among the dependencies that fits.'),
  sources: z
    .array(path)
    .min(1)
    .optional()
    .describe(
      "Files and folders of the service that the program needs; by default all but tests, documents, tools' files and hidden ones. `['.']` copies everything.",
    ),
  collectstatic: z
    .union([z.boolean(), z.record(variable, z.string())])
    .optional()
    .describe(
      "Runs Django's collectstatic in the build; a record is the environment of that command, for settings that want one. On by default where WhiteNoise serves STATIC_ROOT.",
    ),
  index: z
    .string()
    .optional()
    .describe(
      'Id of the build secret that holds the URL of the package index, with its credentials; the public index by default.',
    ),
  installSecrets: z
    .record(variable, z.string())
    .default({})
    .describe(
      'Environment variables of the install steps and the ids of the build secrets that they hold, such as `{ UV_INDEX_TEAM_PASSWORD: "team" }`.',
    ),
  buildPackages: z
    .array(z.string())
    .optional()
    .describe('Distribution packages of the build stages; by default what the dependencies are known to compile with.'),
  runtimePackages: z
    .array(z.string())
    .optional()
    .describe('Distribution packages of the final image; by default what the dependencies are known to load.'),
}

/** The checked values of {@link pythonOptions}. */
export type PythonOptions = z.output<z.ZodObject<typeof pythonOptions>>

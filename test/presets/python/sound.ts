import { expect, it } from 'vitest'
import { dockerfileOf, type Example } from '../compiled/repository.js'

/** The instructions of a stage, with those that it starts from. */
const stageOf = (dockerfile: string, name: string): string => {
  const text = dockerfile
    .split(/\n(?=FROM )/)
    .find((part) => part.startsWith('FROM ') && part.includes(` AS ${name}\n`))
  if (text === undefined) throw new Error(`There is no stage ${name}.`)
  const base = /^FROM (\S+)/.exec(text)?.[1] ?? ''
  return dockerfile.includes(` AS ${base}\n`) ? `${stageOf(dockerfile, base)}\n${text}` : text
}

/** What holds for every image of the Python presets. */
export const expectSoundPythonImages = (examples: Readonly<Record<string, Example>>): void => {
  it.each(Object.entries(examples))('keeps what must not be in the image out of it: %s', async (_, example) => {
    const text = await dockerfileOf(example)
    const runtime = stageOf(text, 'runtime')
    for (const target of ['dev', 'debug', 'runtime']) {
      expect(stageOf(text, target)).toMatch(/^USER [1-9]\d*:[1-9]\d*\n(?:ENTRYPOINT .*\n)?CMD \["/m)
    }
    // Managers, compilers and headers stay in the stages before.
    expect(runtime).not.toMatch(/\b(?:pip|uv|poetry|pdm|pipenv) |--mount|\bgcc\b|-dev\b/)
    // Secrets are mounted: in no variable, and no file of them is copied.
    expect(text).not.toMatch(/^(?:ARG|ENV) .*(?:INDEX|TOKEN)/m)
    expect(text).not.toMatch(/^COPY .*\.env\b/m)
    // The environment has the same path in every stage, since it holds absolute paths.
    expect(runtime).toMatch(/^COPY --from=(?:deps|build|environment) --link \/app\/\.venv \/app\/\.venv$/m)
    expect(text).not.toMatch(/--user\b|chown -R/)
  })

  it.each(Object.entries(examples))(
    'installs the dependencies before the sources are copied: %s',
    async (_, example) => {
      const deps = stageOf(await dockerfileOf(example), 'deps')
      expect(deps.match(/^COPY (?!--from)(?!libs\/|\S+\.whl )/gm)).toBeNull()
    },
  )
}

import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { check, sources } from '../examples/support.js'
import { exampleCases, type ExampleRow } from './cases/examples.js'
import { hardened } from './checks/runs.js'
import { siblingFiles } from './checks/siblings.js'
import { readArchive } from './support/archive.js'
import { build, checkBuild, imageName, MissingBase, withFolder } from './support/build.js'
import { eventually, logsOf, stateOf, stopped, withContainer } from './support/container.js'
import { command, docker } from './support/docker.js'
import { selection } from './support/selection.js'
import { root } from './support/stage-app.js'

/** The build context of a row, which for members of a workspace is its root. */
const contextOf = async ({ file }: ExampleRow): Promise<string> => {
  const source = sources.find((each) => file.startsWith(`${dirname(each)}/`)) ?? file
  const { results } = await check(source)
  return join(root, results.find(({ output }) => output === file)?.context ?? dirname(file))
}

const inspected = async (image: string, template: string): Promise<string> =>
  docker(['image', 'inspect', '--format', template, image])

/** The first port that an image exposes. */
const portOf = async (image: string): Promise<number | undefined> => {
  const [first] = Object.keys(
    (JSON.parse(await inspected(image, '{{json .Config.ExposedPorts}}')) ?? {}) as Readonly<Record<string, unknown>>,
  )
  return first === undefined ? undefined : Number(first.split('/')[0])
}

const runRow = async ({ ours, unhandled, run }: ExampleRow, image: string): Promise<string> => {
  const port = await portOf(image)
  if (ours) expect(await inspected(image, '{{.Config.User}}')).toMatch(/^[1-9]\d*(?::[1-9]\d*)?$/)
  const request = { image, options: [...(ours ? hardened : []), ...run], ...(port === undefined ? {} : { port }) }
  return withContainer(request, async (container) => {
    if (port === undefined) {
      await eventually(container, 60, 'it has not ended', async () =>
        (await stateOf(container.id)).Running ? undefined : true,
      )
      expect((await stateOf(container.id)).ExitCode, await logsOf(container.id)).toBe(0)
      return `printed ${JSON.stringify((await logsOf(container.id)).slice(0, 80))}`
    }
    const status = await eventually(container, 60, 'no answer', async () => {
      const response = await fetch(`${container.url}/`, { signal: AbortSignal.timeout(5_000) })
      return response.status < 500 ? response.status : undefined
    })
    if (!ours) return `answered ${status}`
    const code = await stopped(container, 2)
    // What has got a handler is no exception any more.
    if (unhandled) expect(code, 'exit code').not.toBe(0)
    else expect(code, 'exit code').toBe(0)
    return `answered ${status}, ended with ${code}`
  })
}

for (const row of exampleCases.filter(({ name, quick }) => selection.includes(name, quick))) {
  describe(row.name, () => {
    const image = imageName(row.name, 'example')
    afterAll(async () => void (await command('docker', ['image', 'rm', '--force', image])))
    let built = false

    it(row.exception?.expect === 'refused' ? 'is not built' : 'builds and runs', async (context) => {
      const folder = await contextOf(row)
      const file = join(root, row.file).slice(folder.length + 1)
      const request = { context: folder, file, image }
      if (row.exception?.expect === 'refused') {
        await expect(build(request)).rejects.toThrow(/the build/)
        return
      }
      try {
        await build(request)
      } catch (error) {
        if (error instanceof MissingBase) context.skip(error.message)
        throw error
      }
      built = true
      await context.annotate(row.exception === undefined ? await runRow(row, image) : row.exception.why)
    })

    if (/\/services\//.test(row.file))
      it('holds no source of another service', async (context) => {
        if (!built) context.skip('it was not built')
        await withFolder(async (folder) => {
          const workspace = await contextOf(row)
          const archive = join(folder, 'image.tar')
          await build({ context: workspace, file: join(root, row.file).slice(workspace.length + 1), archive })
          expect(await siblingFiles(await readArchive(archive), join(root, dirname(row.file)))).toEqual([])
        })
      })

    if (row.ours)
      it('is silent under docker buildx build --check', async (context) => {
        if (!built) context.skip('it was not built')
        const folder = await contextOf(row)
        expect(await checkBuild({ context: folder, file: join(root, row.file).slice(folder.length + 1) })).toBe('')
      })
  })
}

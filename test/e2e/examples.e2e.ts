import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { check, sources } from '../examples/support.js'
import { exampleCases, type ExampleRow } from './cases/examples.js'
import { hardened } from './checks/runs.js'
import { siblingFiles } from './checks/siblings.js'
import { withAgent } from './support/agent.js'
import { alpinePackages } from './support/alpine-packages.js'
import { readArchive } from './support/archive.js'
import { build, checkBuild, imageName, MissingBase, withFolder, type BuildRequest } from './support/build.js'
import { answerOf, eventually, logsOf, stateOf, stopped, withContainer } from './support/container.js'
import { command, docker } from './support/docker.js'
import { selection } from './support/selection.js'
import { canary, root } from './support/stage-app.js'

/** The build context of a row, which for members of a workspace is its root. */
const contextOf = async ({ file }: ExampleRow): Promise<string> => {
  const source = sources.find((each) => file.startsWith(`${dirname(each)}/`)) ?? file
  const { results } = await check(source)
  return join(root, results.find(({ output }) => output === file)?.context ?? dirname(file))
}

const inspected = async (image: string, template: string): Promise<string> =>
  docker(['image', 'inspect', '--format', template, image])

/** The ports that an image exposes. */
const portsOf = async (image: string): Promise<readonly number[]> =>
  Object.keys(
    (JSON.parse(await inspected(image, '{{json .Config.ExposedPorts}}')) ?? {}) as Readonly<Record<string, unknown>>,
  ).map((port) => Number(port.split('/')[0]))

const runRow = async ({ ours, unhandled, proof }: ExampleRow, image: string): Promise<string> => {
  const { port, path = '/', body, answer, stays = false, options = [], args = [] } = proof
  if (ours) {
    expect(await inspected(image, '{{.Config.User}}')).toMatch(/^[1-9]\d*(?::[1-9]\d*)?$/)
    expect(await portsOf(image)).toEqual(port === undefined ? [] : [port])
  }
  const request = { image, options: [...(ours ? hardened : []), ...options], args }
  return withContainer(port === undefined ? request : { ...request, port }, async (container) => {
    const said =
      port === undefined
        ? await eventually(container, 60, `it has not ${stays ? 'printed anything' : 'ended'}`, async () => {
            // Asked before: what a container printed last stands in a log that is read after its end.
            const hasEnded = !(await stateOf(container.id)).Running
            const printed = await logsOf(container.id)
            return (stays ? printed !== '' : hasEnded) ? printed : undefined
          })
        : await answerOf(container, path, 60, body)
    expect(said).toMatch(answer)
    const told = JSON.stringify(said.slice(0, 80))
    if (port === undefined && !stays) {
      expect((await stateOf(container.id)).ExitCode).toBe(0)
      return `printed ${told}`
    }
    if (!ours) return `answered ${told}`
    const code = await stopped(container, 2)
    // What has got a handler is no exception any more.
    if (unhandled) expect(code, 'exit code').not.toBe(0)
    else expect(code, 'exit code').toBe(0)
    return `${stays ? 'printed' : 'answered'} ${told}, ended with ${code}`
  })
}

/** The options that give a build the secrets that it wants, as files of a folder. */
const secretsOf = async ({ secrets }: ExampleRow, folder: string): Promise<readonly string[]> => {
  const options = Object.entries(secrets).map(async ([id, make]) => {
    await writeFile(join(folder, id), await make())
    return ['--secret', `id=${id},src=${join(folder, id)}`]
  })
  return (await Promise.all(options)).flat()
}

/** Sees that a build fails, and why; with an agent whose key nobody knows. */
const refused = async (
  context: TestContext,
  { says }: NonNullable<ExampleRow['refusal']>,
  request: BuildRequest,
  folder: string,
): Promise<void> => {
  const asked = await withAgent(folder, async ({ socket }) => {
    const args = [...(request.args ?? []), '--ssh', `default=${socket}`]
    const outcome = await build({ ...request, args }).catch((error: unknown) => error)
    if (outcome instanceof MissingBase) throw outcome
    expect(outcome instanceof Error ? outcome.message : 'it was built').toMatch(says)
    return true
  })
  if (asked === undefined) context.skip('OpenSSH is not installed')
}

for (const row of exampleCases.filter(({ name, quick }) => selection.includes(name, quick))) {
  describe(row.name, () => {
    const image = imageName(row.name, 'example')
    afterAll(async () => void (await command('docker', ['image', 'rm', '--force', image])))
    let built = false

    it(row.refusal === undefined ? 'builds and runs' : 'is not built', async (context) => {
      if (row.apk && !(await alpinePackages())) context.skip('packages of Alpine cannot be had')
      const workspace = await contextOf(row)
      const file = join(root, row.file).slice(workspace.length + 1)
      try {
        await withFolder(async (folder) => {
          const request = { context: workspace, file, image, args: await secretsOf(row, folder) }
          if (row.refusal === undefined) await build(request)
          else await refused(context, row.refusal, request, folder)
        })
      } catch (error) {
        if (error instanceof MissingBase) context.skip(error.message)
        throw error
      }
      built = row.refusal === undefined
      await context.annotate(row.refusal?.why ?? (await runRow(row, image)))
    })

    if (Object.keys(row.secrets).length > 0)
      it('holds no secret', async (context) => {
        if (!built) context.skip('it was not built')
        await withFolder(async (folder) => {
          const workspace = await contextOf(row)
          const archive = join(folder, 'image.tar')
          const file = join(root, row.file).slice(workspace.length + 1)
          await build({ context: workspace, file, archive, args: await secretsOf(row, folder) })
          const { configText, layers } = await readArchive(archive)
          expect(configText).not.toContain(canary)
          const holding = layers.flatMap((layer) => layer.entries().filter(({ content }) => content.includes(canary)))
          expect(holding.map(({ path }) => path)).toEqual([])
        })
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

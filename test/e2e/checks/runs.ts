import { expect } from 'vitest'
import { answerOf, eventually, stateOf, stopped, withContainer } from '../support/container.js'
import { docker } from '../support/docker.js'
import type { Check } from './check.js'

/** What an orchestrator with a strict policy asks of a container. */
export const hardened: readonly string[] = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges']

/** The user of an image, as it is configured. */
const userOf = (image: string): Promise<string> => docker(['image', 'inspect', '--format', '{{.Config.User}}', image])

/** Everything that runs in the container, as numbers. */
const uidsOf = async (id: string): Promise<readonly string[]> => {
  const [, ...lines] = (await docker(['top', id, '-eo', 'uid,pid'])).split('\n')
  return [...new Set(lines.map((line) => line.trim().split(/\s+/)[0] ?? ''))]
}

/** The service answers without privileges on a file system that cannot be written, and ends when it is asked to. */
export const runs: Check = {
  title: 'answers as a numeric user, read-only, without capabilities, and stops on SIGTERM within 2 s',
  run: async (subject) => {
    const { port, path, answer } = subject.case
    for (const target of ['runtime', 'debug']) {
      const { image } = await subject.target(target)
      const user = await userOf(image)
      expect(user, `user of ${target}`).toMatch(/^[1-9]\d*(?::[1-9]\d*)?$/)
      await withContainer({ image, port, options: hardened }, async (container) => {
        expect(await answerOf(container, path, 60), target).toMatch(answer)
        expect(await uidsOf(container.id), `processes of ${target}`).toEqual([user.split(':')[0]])
        // A container that does not end in time is killed, and its exit code is 137 then.
        expect(await stopped(container, 2), `exit code of ${target}`).toBe(0)
      })
    }
  },
}

/** Where the preset was given a health check, the engine finds the container healthy. */
export const healthy: Check = {
  title: 'turns healthy',
  applies: ({ preset }) => preset.includes('healthcheck'),
  run: async (subject) => {
    const { image } = await subject.target('runtime')
    const options = [...hardened, '--health-interval=1s']
    await withContainer({ image, port: subject.case.port, options }, (container) =>
      eventually(container, 60, 'not healthy', async () =>
        (await stateOf(container.id)).Health?.Status === 'healthy' ? true : undefined,
      ),
    )
  },
}

/** The image for looking into problems has a shell. */
export const hasShell: Check = {
  title: 'has a shell in its debug target',
  run: async (subject) => {
    const { image } = await subject.target('debug')
    const { shell } = subject.case
    const options = [...hardened, '--entrypoint', shell]
    await withContainer({ image, options, args: ['-c', 'echo "shell of $(id -u)"'] }, async (container) => {
      const said = await eventually(container, 20, 'no shell', async () => {
        const { Running } = await stateOf(container.id)
        return Running ? undefined : docker(['logs', container.id])
      })
      expect(said).toMatch(/^shell of [1-9]/)
    })
  },
}

/** The image for local work serves, too. */
export const develops: Check = {
  title: 'answers in its dev target',
  applies: ({ dev }) => dev !== undefined,
  run: async (subject) => {
    const { port, path, answer, dev = 0 } = subject.case
    const { image } = await subject.target('dev')
    expect(await userOf(image)).toMatch(/^[1-9]\d*(?::[1-9]\d*)?$/)
    await withContainer({ image, port, options: ['--cap-drop=ALL'] }, async (container) => {
      expect(await answerOf(container, path, dev)).toMatch(answer)
    })
  },
}

import { command, type CommandOptions } from './docker.js'

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

const questions: readonly {
  readonly args: readonly string[]
  readonly problem: (said: string) => string
}[] = [
  {
    args: ['--version'],
    problem: () => 'There is no `docker` on PATH; install Docker, or start an engine and put its client there.',
  },
  {
    args: ['buildx', 'version'],
    problem: () => 'This `docker` has no buildx, which the tests build with; install the docker-buildx plugin.',
  },
  {
    args: ['version', '--format', '{{.Server.Version}}'],
    problem: (said) => `Docker's daemon does not answer (${said}); start it, or set DOCKER_HOST.`,
  },
  {
    args: ['buildx', 'inspect', '--bootstrap'],
    problem: (said) => `The builder of buildx cannot be used (${said}); choose another with \`docker buildx use\`.`,
  },
]

/** Why no image can be built or run here, in one line; undefined where it can. */
export const preflight = async (options?: CommandOptions): Promise<string | undefined> => {
  for (const { args, problem } of questions) {
    const { code, stderr } = await command('docker', args, { timeout: 60_000, ...options })
    if (code !== 0) return problem(lastLine(stderr))
  }
  return undefined
}

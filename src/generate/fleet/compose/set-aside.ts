import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The files that `docker compose` looks for; it takes the first. https://docs.docker.com/compose/intro/compose-application-model/ */
const preferred = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']

/** What to know of a file for compose that is not there yet, where `docker compose` would read it instead of another. */
export const setAside = (output: string): readonly string[] => {
  const name = basename(output)
  const exists = (each: string): boolean =>
    statSync(join(dirname(output), each), { throwIfNoEntry: false })?.isFile() === true
  const rank = preferred.indexOf(name)
  const other = rank === -1 || exists(name) ? undefined : preferred.slice(rank + 1).find(exists)
  if (other === undefined) return []
  return [
    `\`docker compose\` prefers \`${name}\` to \`${other}\`, which it no longer reads by itself: run \`docker compose -f ${other} -f ${name}\` for both, or choose another name with \`compose: { output: … }\` in \`gen-dockerfile.yaml\`.`,
  ]
}

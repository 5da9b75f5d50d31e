import type { NodeManifest } from './node-facts.js'

/** The script that a command calls, and nothing else: `build` of `npm run build`. */
export const calledScript = (command: string): string | undefined =>
  /^(?:npm run|pnpm(?: run)?|yarn(?: run)?|bun run|node --run) ([\w:.-]+)$/.exec(command)?.[1]

/**
 * Follows `npm run x` and `pnpm x` inside a script, so that the tool behind it is found.
 *
 * @example
 * ```ts
 * expandScript('pnpm generate && tsc', { generate: 'prisma generate' }) // 'prisma generate && tsc'
 * ```
 */
export const expandScript = (command: string, scripts: NodeManifest['scripts'], depth = 0): string =>
  depth > 4
    ? command
    : command.replace(
        /\b(?:npm run|npm(?= test\b)|pnpm(?: run)?|yarn(?: run)?|bun run|run-s|run-p|npm-run-all)((?: -[\w-]+)*(?: [\w:.*-]+)+)/g,
        (whole, names: string) => {
          const called = names
            .trim()
            .split(' ')
            .flatMap((name) =>
              Object.keys(scripts).filter(
                (key) => key === name || (name.endsWith(':*') && key.startsWith(name.slice(0, -1))),
              ),
            )
          return called.length === 0
            ? whole
            : called.map((name) => expandScript(scripts[name] ?? '', scripts, depth + 1)).join(' && ')
        },
      )

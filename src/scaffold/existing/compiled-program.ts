import type { FinalStage } from './setting.js'

const lastPart = (path: string): string => path.split('/').at(-1) ?? path

const isWrittenBy = (script: string, name: string): boolean =>
  new RegExp(`(?:\\s-o[= ]?\\S*?|/release/)${name.replace(/[^\w]/g, '\\$&')}(?=$|[\\s'";&|])`).test(script)

/**
 * Whether the program that an old Dockerfile starts is the compiled one: it is called like the preset's, or a build of
 * that Dockerfile writes it, or it was copied from another stage.
 */
export const isCompiledProgram = (program: string, old: FinalStage, own: string | undefined): boolean => {
  const name = lastPart(program)
  if (name === '' || name.endsWith('.sh')) return false
  return (
    (own !== undefined && lastPart(own) === name) ||
    old.artifacts.some((path) => lastPart(path) === name) ||
    old.scripts.some((script) => isWrittenBy(script, name))
  )
}

import { refuse, show } from './refuse.js'

const stageNamePattern = /^[a-z][a-z0-9-_.]*$/

/** Refuses a stage name that BuildKit would refuse, or that means something else. */
export const checkStageName = <Name extends string>(name: Name): Name => {
  if (typeof name !== 'string' || !stageNamePattern.test(name)) {
    refuse(
      'invalid-stage-name',
      `The stage name ${show(name)} is not one that Docker takes.`,
      'Use lower-case letters, digits, `-`, `_` and `.`, starting with a letter.',
    )
  }
  return name === 'scratch' || name === 'context'
    ? refuse('invalid-stage-name', `The stage name \`${name}\` is reserved by Docker.`)
    : name
}

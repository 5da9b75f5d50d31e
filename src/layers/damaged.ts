import { GenDockerfileError } from '../model/error.js'

/** An image that cannot be read as it is. `what` goes on after the name. */
export const damagedImage = (name: string, what: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'damaged-image',
    message: `\`${name}\` ${what}.`,
    hint: 'Save the image again: `docker image save IMAGE --output FILE`.',
  })

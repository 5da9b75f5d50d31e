import { remember } from '../model/remember.js'
import { checkText, refuse, show } from './refuse.js'

const imagePattern =
  /^(?:[A-Za-z0-9]|\$\{?[A-Za-z_])(?:[\w./:@-]|\$\{[^}\s'"\\`]*\}|\$(?=[A-Za-z_]))*$|^\$\{[^}\s'"\\`]+\}(?:[\w./:@-]|\$\{[^}\s'"\\`]*\}|\$(?=[A-Za-z_]))*$/

/** Documents of one repository begin with the same few images. */
const isImage = remember((text) => imagePattern.test(text))

/** Refuses what cannot be an image name; `$NAME` stands for a global build argument. */
export const checkImage = (image: string): string => {
  const text = checkText(image, 'The image of from()')
  if (isImage(text)) return text
  return refuse(
    'invalid-image',
    `The image ${show(image)} is not an image name.`,
    'Write it as `registry/name:tag` or `name@sha256:…`; build arguments stand as `$NAME`.',
  )
}

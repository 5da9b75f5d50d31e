/** Files for builders that no preset copies into an image: no other file is made otherwise because one of them is there. */
const forBuilders = /^(?:docker|container)file(?:\..*)?$|\.(?:dockerfile|dockerignore)$/i

/** Whether nothing but builders reads a file of a name. */
export const isApartByName = (name: string): boolean => forBuilders.test(name)

/** Files for builders, which are never copied into an image: no other file is made otherwise because one of them is there. */
const forBuilders = /^(?:.*\.)?(?:docker|container)file(?:\..*)?$|\.dockerignore$/i

/** Whether nothing but builders reads a file of a name. */
export const isApartByName = (name: string): boolean => forBuilders.test(name)

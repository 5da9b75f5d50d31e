import pc from 'picocolors'

export const log = (text) => console.log(pc.dim(text))

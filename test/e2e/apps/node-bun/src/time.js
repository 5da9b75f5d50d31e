/** Hours and minutes. */
export const timeOf = (when) => when.toISOString().slice(11, 16)

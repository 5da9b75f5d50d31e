/** Whether a record holds anything; without a list of its keys, since it is asked for every member of every closure. */
export const hasKeys = (record: object): boolean => {
  for (const key in record) if (Object.hasOwn(record, key)) return true
  return false
}

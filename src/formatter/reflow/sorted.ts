/** The index of the first of some ascending numbers that is not below a value; their count where all are. */
export const firstFrom = (numbers: readonly number[], value: number): number => {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? value) < value) low = middle + 1
    else high = middle
  }
  return low
}

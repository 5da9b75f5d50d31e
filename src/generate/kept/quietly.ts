/** Does what only saves time or room: that the disk refuses it changes nothing. */
export const quietly = (act: () => void): void => {
  try {
    act()
  } catch {
    // A disk that is full or read-only, or another run that was there before.
  }
}

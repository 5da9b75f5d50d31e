const halfTide = 6.21 * 3600 * 1000

/** Whether the water comes or goes. */
export const tideAt = (when) => (Math.floor(when.getTime() / halfTide) % 2 === 0 ? 'rising' : 'falling')

const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })

/** `€2.50` for 250. */
export const price = (cents) => euros.format(cents / 100)

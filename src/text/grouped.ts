/** 1,234: digits in groups of three. (`toLocaleString` would build its formatter anew for every number of a page.) */
export const grouped = (count: number): string => `${count}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

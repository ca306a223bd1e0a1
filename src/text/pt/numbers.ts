/** 1.234: digits in groups of three, as Brazil writes them. */
export const grouped = (count: number): string => `${count}`.replace(/\B(?=(\d{3})+(?!\d))/g, '.')

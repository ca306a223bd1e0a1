/** How what somebody wrote begins, for the name of a button that stands beside it. No character is cut in two. */
export const beginning = (written: string): string => [...written].slice(0, 20).join('').trim()

/**
 * By what copies stand on a shelf, of a 請求記号 or of what somebody typed for one: its parts one by one, numbers among the
 * later ones by their value. '913.6/ナツ/2' → '913.6 ナツ 000002'. The same as `shelf_key` in the database, which orders by
 * code points.
 */
export const shelfKey = (callNumber: string): string =>
  callNumber
    .normalize('NFKC')
    .replace(/[/\s]+/g, ' ')
    .split(' ')
    .map((part, at) => (at > 0 && /^[0-9]{1,6}$/.test(part) ? part.padStart(6, '0') : part))
    .join(' ')

export type MailAddressRefusal = { why: 'empty' } | { why: 'notAnAddress' } | { why: 'tooLong' }

/**
 * Reads an address as a patron typed it (M43). Full-width letters and blanks around it are understood. Dots side by
 * side or before the @ are against the standard, but carriers gave out thousands of such addresses
 * (a..b.@docomo.ne.jp), and they work. What could smuggle a second recipient or a header line into a mail is refused.
 */
export function readMailAddress(typed: string): { address: string } | MailAddressRefusal {
  const address = typed.normalize('NFKC').replace(/^[ \t\u3000]+|[ \t\u3000]+$/g, '')
  if (address === '') return { why: 'empty' }
  if (address.length > 254) return { why: 'tooLong' }
  const match = /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([A-Za-z0-9.-]+)$/.exec(address)
  if (!match || !isDomain(match[2]!)) return { why: 'notAnAddress' }
  return { address: `${match[1]}@${match[2]!.toLowerCase()}` }
}

const isDomain = (domain: string) =>
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i.test(domain)

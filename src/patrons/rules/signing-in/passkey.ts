import type { Policy } from '#policy.ts'

/** So many passkeys a patron may have: a telephone, a computer, and those that follow them. */
export const passkeysMax = 10

/** So long is the name by which a patron tells one device from another. */
export const passkeyNameMax = 40

/** So long a device may take to answer. Whoever comes later is asked anew. */
export const challengeMinutes = 10

/** Where a passkey opens: WebAuthn binds it to the host, and takes answers from pages of the origin alone. */
export type Site = { host: string; origin: string }

/** That of the address under which patrons find the service; null: the library has not said it. */
export function siteOf({ identity }: Policy): Site | null {
  if (identity.publicAddress === undefined) return null
  const { hostname, origin } = new URL(identity.publicAddress)
  return { host: hostname, origin }
}

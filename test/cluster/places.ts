import { Network } from './network.ts'

export const databases = ['a', 'b', 'c'] as const
export const kagos = ['kago-1', 'kago-2'] as const

/** The address of each host. */
export const addresses: Readonly<Record<string, string>> = {
  a: '10.87.0.11',
  b: '10.87.0.12',
  c: '10.87.0.13',
  'kago-1': '10.87.0.21',
  'kago-2': '10.87.0.22',
  proxy: '10.87.0.31',
  client: '10.87.0.41',
}

/** Visitors come from many addresses, as they do: a single one would be held up for its rate. */
export const clientAddresses: readonly string[] = Array.from({ length: 20 }, (_, nth) => `10.87.0.${101 + nth}`)

export const networkOf = (prefix: string): Network =>
  new Network(
    prefix,
    Object.entries(addresses).map(([name, address]) => ({ name, address })),
  )

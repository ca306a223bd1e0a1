import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', 'deploy', 'cluster')

/** The values of cluster.env, by name. */
export type Values = Readonly<Record<string, string>>

/**
 * A file of deploy/cluster, filled in as `envsubst` does it.
 * @throws Error that names what has no value
 */
export function fillIn(file: string, values: Values): string {
  return readFileSync(join(folder, file), 'utf8').replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${file} names ${name}, which has no value`)
    return value
  })
}

/** The settings of an environment file: NAME=value or NAME="value" a line. */
export const readEnvironment = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .map(line => /^(\w+)=("?)(.*)\2$/.exec(line))
      .filter(found => found !== null)
      .map(([, name, , value]) => [name!, value!]),
  )

import type { Authority, AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import { keyOfName, readingOfName } from '../segment/record-text.ts'

/** 典拠 with its number in the tables. */
export type KnownAuthority = Authority & { id: number }
/** authority null: it was deleted. */
export type AuthorityChange = { id: number; authority: KnownAuthority | null }

/** The 典拠 as they lie beside the index, found by every name and reading they give. */
export class AuthorityNames {
  private readonly byId = new Map<number, KnownAuthority>()
  private readonly bySourceKey = new Map<string, KnownAuthority>()
  private readonly byName = new Map<string, number[]>()
  /** Counts the changes, for what is worked out from the names. */
  version = 0

  apply(changes: readonly AuthorityChange[]): void {
    this.version++
    for (const { id, authority } of changes) {
      this.forget(id)
      if (authority === null) continue
      this.byId.set(id, authority)
      this.bySourceKey.set(authority.sourceKey, authority)
      for (const key of keysOf(authority)) {
        const known = this.byName.get(key)
        if (known) known.push(id)
        else this.byName.set(key, [id])
      }
    }
  }

  /** Those that give this name, whether as heading or as another; also by its reading. */
  named(kind: AuthorityKind, key: string): KnownAuthority[] {
    return (this.byName.get(letter[kind] + key) ?? []).map(id => this.byId.get(id)!)
  }

  ofKey(sourceKey: string): KnownAuthority | null {
    return this.bySourceKey.get(sourceKey) ?? null
  }

  /** In the order in which they came. */
  all(): KnownAuthority[] {
    return [...this.byId.values()]
  }

  get size(): number {
    return this.byId.size
  }

  private forget(id: number): void {
    const authority = this.byId.get(id)
    if (!authority) return
    this.byId.delete(id)
    this.bySourceKey.delete(authority.sourceKey)
    for (const key of keysOf(authority)) {
      const others = this.byName.get(key)!.filter(other => other !== id)
      if (others.length > 0) this.byName.set(key, others)
      else this.byName.delete(key)
    }
  }
}

const letter: Record<AuthorityKind, string> = { name: 'n', subject: 's' }

function keysOf({ kind, name, reading, links }: KnownAuthority): Set<string> {
  const keys = [{ name, reading }, ...links].flatMap(one => [nameKey(kind, one.name), readingOfName(one.reading ?? '')])
  return new Set(keys.filter(key => key !== '').map(key => letter[kind] + key))
}

/** What makes two names the same: for persons without the years behind. */
export const nameKey = (kind: AuthorityKind, name: string): string => (kind === 'name' ? keyOfName(name) : folded(name))

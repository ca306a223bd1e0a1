/** FNV-1a over UTF-16 units; not for secrets, only for telling texts apart. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return finished(hash)
}

/** 52 bits, in one number: the text is hashed from two seeds at once. */
export function hash52(text: string): number {
  let one = 0x811c9dc5
  let other = 0x9e3779b1
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    one = Math.imul(one ^ unit, 0x01000193)
    other = Math.imul(other ^ unit, 0x01000193)
  }
  return finished(one) * 0x100000 + (finished(other) & 0xfffff)
}

const finished = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0

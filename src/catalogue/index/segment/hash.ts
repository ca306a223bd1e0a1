/** FNV-1a over UTF-16 units; not for secrets, only for telling texts apart. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** 52 bits, in one number. */
export const hash52 = (text: string): number => hash32(text) * 0x100000 + (hash32(text, 0x9e3779b1) & 0xfffff)

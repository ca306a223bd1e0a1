import type { BibRecord } from '../bib.ts'
import { folded } from '../writing/fold.ts'
import { saidReadings } from './imported.ts'

/** 別タイトル as a bib has them: each once however it is written, and none that only repeats the title. */
export function otherTitlesOf(
  title: string,
  said: { title: string | null; reading: string | null }[],
): Pick<BibRecord, 'otherTitles' | 'otherTitleReadings'> {
  const found = new Map<string, { title: string; reading: string }>()
  for (const other of said) {
    const key = other.title && folded(other.title)
    if (!other.title || !key || key === folded(title)) continue
    const known = found.get(key)
    if (known) known.reading ||= other.reading ?? ''
    else found.set(key, { title: other.title, reading: other.reading ?? '' })
  }
  const others = [...found.values()]
  return {
    otherTitles: others.map(other => other.title),
    otherTitleReadings: saidReadings(others.map(other => other.reading)),
  }
}

/**
 * What a note says the original of a translation is called: '原タイトル: The library book 原著第2版の翻訳'. The note stays as it
 * is; the title in it is what patrons look for.
 */
export function originalTitlesIn(note: string | null): string[] {
  // Every record is asked that the index takes in, and hardly a note says it.
  if (!note?.includes('原')) return []
  return [...note.matchAll(/^原(?:タイトル|書名|題)\s*[:：]\s*(.+)$/gm)]
    .map(([, said]) => said!.replace(/\s*[（(]?原(?:著|書)第?.*$/u, '').replace(/[.。\s]+$/u, ''))
    .filter(title => title !== '')
}

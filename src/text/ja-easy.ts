import type { ja } from './ja.ts'
import { holds } from './ja-easy/holds.ts'
import { myLibrary } from './ja-easy/my-library.ts'
import type { Overlay } from './language.ts'

/** やさしい日本語: short sentences and easy words, laid over the Japanese. */
export const jaEasy: Overlay<typeof ja> = {
  parts: {
    skipToContent: 'ほんぶんへ',
    searchPlaceholder: '本の名前・書いた人・よみかた・ISBN',
  },
  holds,
  myLibrary,
}

import { parts } from './ja/parts.ts'

/** Every word a person reads, in Japanese. The wording in 「」 of the guide is kept letter by letter. */
export const ja = {
  parts,
}

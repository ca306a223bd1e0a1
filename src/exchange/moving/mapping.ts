import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { tableEncodings } from '#catalogue/records/character-sets.ts'
import { checkDigits } from '#policy.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { type FormName, formNames } from '../rules/forms.ts'

const checkDigit = z.enum(checkDigits).exclude(['none'])

/**
 * Where a cell of ours comes from: a column as it is, through a table of codes, filled up with zeros, as a
 * code that a scanner reads, always the same, or several.
 */
const source = z.union([
  z.string(),
  z.strictObject({
    from: z.string(),
    codes: z.record(z.string(), z.string()).optional(),
    zeros: z.int().min(1).max(40).optional(),
    /** The start and stop letters of an NW-7 code (A…A) fall off. */
    nw7: z.literal(true).optional(),
    /** The last digit of the code must follow from the others, or is put behind them where the file leaves it out. */
    checkDigit: checkDigit.optional(),
    addCheckDigit: checkDigit.optional(),
  }),
  z.strictObject({ always: z.string() }),
  z.strictObject({ join: z.array(z.string()).min(1), with: z.string().default('') }),
])
export type CellSource = z.infer<typeof source>

const file = z.strictObject({
  file: z.string(),
  encoding: z.enum(tableEncodings).optional(),
  separator: z.string().length(1).default(','),
  /** 固定長: of each column the first byte, counted from 1, and the number of bytes. Such a file has no header. */
  fixed: z.record(z.string(), z.tuple([z.int().min(1), z.int().min(1)])).optional(),
  columns: z.record(z.string(), source),
  unused: z.array(z.string()).default([]),
})
export type FileMapping = z.infer<typeof file>

const mapping = z.strictObject({
  /** 外字: by its code in CP932 (F040), the character that is meant. */
  gaiji: z.record(z.string().regex(/^(U\+)?[0-9A-F]{4}$/), z.string()).default({}),
  files: z.partialRecord(z.enum(formNames as [FormName, ...FormName[]]), file),
})
export type Mapping = z.infer<typeof mapping>

/**
 * What `move-in.yaml` of a folder says; null where there is none: files and columns have our names.
 * @throws Error with the line, when it cannot be used
 */
export function readMapping(folder: string): Mapping | null {
  const path = join(folder, 'move-in.yaml')
  if (!existsSync(path)) return null
  const yaml = readLibraryFile(readFileSync(path, 'utf8'))
  if (!yaml.ok) throw new Error(yaml.errors.map(({ line, message }) => `move-in.yaml:${line}: ${message}`).join('\n'))
  const read = mapping.safeParse(yaml.document)
  if (read.success) return read.data
  throw new Error(
    read.error.issues
      .map(
        ({ path: at, message }) =>
          `move-in.yaml:${yaml.lineOf({ path: at as string[] }) ?? 1}: ${at.join('.')}: ${message}`,
      )
      .join('\n'),
  )
}

/** The columns of a file from which a cell comes. */
export const namedBy = (from: CellSource): string[] =>
  typeof from === 'string' ? [from] : 'from' in from ? [from.from] : 'join' in from ? from.join : []

/** What a column of ours is called in the file: that is where it is mended. */
export function headerOf(mapping: Mapping | null, name: FormName, column: string): string {
  const from = mapping?.files[name]?.columns[column]
  return from === undefined ? column : namedBy(from).join(' + ') || column
}

import type { Context } from 'hono'
import { z } from 'zod'
import { isUnreadable, withoutUnreadable } from '#std/text/unreadable.ts'
import type { FormFields, Page, Upload } from './page.ts'

/**
 * What is wrong with a field; `t.forms.fieldErrors` has the words. A schema may name others of its own as its messages.
 */
export type FieldError = 'missing' | 'tooLong' | 'invalid' | 'unreadable' | (string & {})

export type ReadForm<T> =
  | { ok: true; values: T }
  /** `typed` is what stood in the fields, to be shown again. */
  | {
      ok: false
      errors: Partial<Record<keyof T & string, FieldError>>
      typed: Partial<Record<keyof T & string, string>>
    }

export const formLimits = { bytes: 65_536, largeBytes: 1_048_576, fields: 1_500 }

/**
 * Reads the posted form by a schema of its fields. Text comes as it was typed (a schema that wants it otherwise says
 * so); characters that cannot be text (NUL, halves of characters, what a wrong encoding leaves, our own marks) are
 * refused at the field. A field given twice is refused unless the schema says array.
 */
export function readForm<Shape extends z.ZodRawShape>(
  c: Context<Page>,
  schema: z.ZodObject<Shape>,
): ReadForm<z.output<z.ZodObject<Shape>>> {
  return readFields(c.var.form ?? new Map(), schema)
}

/**
 * What was chosen or typed in the form with this action, when its page is the answer to it: the page with a refusal
 * shows the form as it was sent. Nothing for any other form of the page.
 */
export const sentTo =
  (c: Context<Page>, action: string) =>
  (name: string): readonly string[] =>
    c.req.method === 'POST' && c.req.path === action ? (c.var.form?.get(name) ?? []).map(withoutUnreadable) : []

/** In a form that comes back after a login (typed-before.tsx): shown with what was typed, it is not sent. */
export const againField = 'shown-again'

/**
 * As `readForm`, for a form whose words come back after a login: then it is not taken, and nothing is wrong with it.
 */
export function readTyped<Shape extends z.ZodRawShape>(
  c: Context<Page>,
  schema: z.ZodObject<Shape>,
): ReadForm<z.output<z.ZodObject<Shape>>> {
  const read = readForm(c, schema)
  if (!isShownAgain(c)) return read
  const typed = Object.keys(schema.shape).map(name => [name, withoutUnreadable(c.var.form?.get(name)?.[0] ?? '')])
  return { ok: false, errors: {}, typed: Object.fromEntries(typed) }
}

/**
 * One text of such a form: what was typed, and whether it was `sent`, is shown `again` without anything being wrong, or
 * what is wrong with it.
 */
export function readTypedText(c: Context<Page>, name: string): { typed: string; is: 'sent' | 'again' | FieldError } {
  const ofName = z.object({ [name]: z.string() })
  const read = readTyped(c, ofName)
  return read.ok
    ? { typed: read.values[name] ?? '', is: 'sent' }
    : { typed: read.typed[name] ?? '', is: read.errors[name] ?? 'again' }
}

/** Whether a form comes back after a login. */
export const isShownAgain = (c: Context<Page>): boolean => c.var.form?.has(againField) ?? false

/** The same for the fields behind the ? of a page. */
export function readQuery<Shape extends z.ZodRawShape>(
  c: Context<Page>,
  schema: z.ZodObject<Shape>,
): ReadForm<z.output<z.ZodObject<Shape>>> {
  return readFields(toFields(new URL(c.req.url).searchParams), schema)
}

function readFields<Shape extends z.ZodRawShape>(
  fields: FormFields,
  schema: z.ZodObject<Shape>,
): ReadForm<z.output<z.ZodObject<Shape>>> {
  const input: Record<string, unknown> = {}
  const typed: Record<string, string> = {}
  const errors: Record<string, FieldError> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const given = fields.get(name) ?? []
    if (given.some(isUnreadable)) errors[name] = 'unreadable'
    else if (isArray(field as z.ZodType)) input[name] = given
    else if (given.length > 1) errors[name] = 'invalid'
    else if (given.length === 1) input[name] = given[0]
    typed[name] = withoutUnreadable(given[0] ?? '')
  }
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? '')
      if (name in schema.shape) errors[name] ??= input[name] === undefined ? 'missing' : errorOf(issue)
    }
  }
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, values: parsed.data }
  return { ok: false, errors: errors as never, typed: typed as never }
}

/** A required text field: what was typed, without the spaces around it. */
export const text = (max: number) =>
  z
    .string()
    .transform(typed => typed.trim())
    .pipe(z.string().min(1, 'missing').max(max, 'tooLong'))

/**
 * Some lines, which may be none: what was typed, without the spaces around it. A break is one character, as whoever
 * counts takes it to be, and not the two that a browser sends.
 */
export const lines = (max: number) =>
  z
    .string()
    .default('')
    .transform(typed => typed.trim().replaceAll('\r\n', '\n'))
    .pipe(z.string().max(max, 'tooLong'))

/** A number in an address; 0, which nothing has, for anything else. */
export const readNumber = (typed: string | undefined): number =>
  /^[1-9]\d{0,14}$/.test(typed ?? '') ? Number(typed) : 0

/**
 * The row that the path of a request names, by the maker of its kind of number (`BibId`); 0, which no row has, when it
 * names none.
 */
export const idIn = <Id>(c: Context<Page>, make: (read: number) => Id, name = 'id'): Id =>
  make(readNumber(c.req.param(name)))

/** A required field that names a row, by the maker of its kind of number. */
export const idField = <Id>(make: (read: number) => Id) => z.coerce.number().int().positive().max(1e15).transform(make)

/** Reads what a form carries, up to so many bytes; null when it carries more. Reading stops there. */
export async function readBody(request: Request, bytesMax: number): Promise<string | null> {
  return (await readBytes(request, bytesMax))?.toString('utf8') ?? null
}

async function readBytes(request: Request, bytesMax: number): Promise<Buffer | null> {
  const told = request.headers.get('content-length')
  if (Number(told ?? 0) > bytesMax) return null
  // As long as was told, and no longer: the server sees to that.
  if (told !== null) return request.arrayBuffer().then(Buffer.from, () => null)
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body.getReader()
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength
      if (bytes > bytesMax) {
        await reader.cancel()
        return null
      }
      chunks.push(chunk.value)
    }
  } catch {
    return null // The sender went away in the middle: nobody reads the answer.
  }
  return Buffer.concat(chunks)
}

/**
 * multipart/form-data with one file in it; null when it is larger than that, or no such form. A field in which no file
 * was chosen has none.
 */
export async function readUpload(
  request: Request,
  bytesMax: number,
): Promise<{ fields: FormFields; file: Upload | null } | null> {
  const bytes = await readBytes(request, bytesMax)
  if (bytes === null) return null
  const type = request.headers.get('content-type') ?? ''
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  if (!form) return null
  const texts = new URLSearchParams()
  let file: Upload | null = null
  for (const [name, value] of form) {
    if (typeof value === 'string') texts.append(name, value)
    else if (value.size > 0) file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return texts.size > formLimits.fields ? null : { fields: toFields(texts), file }
}

/** application/x-www-form-urlencoded; null when it has too many fields. */
export function parseForm(body: string): FormFields | null {
  const search = new URLSearchParams(body)
  return search.size > formLimits.fields ? null : toFields(search)
}

/**
 * NUL stands in no page and in no table: from here on it is what a half of a character is, and is refused as such
 * wherever a field is read, and shown again as that.
 */
function toFields(search: URLSearchParams): FormFields {
  const fields = new Map<string, string[]>()
  for (const [name, value] of search) fields.set(name, [...(fields.get(name) ?? []), value.replaceAll('\0', '\ufffd')])
  return fields
}

function isArray(field: z.ZodType): boolean {
  const { type, innerType, in: inner } = field.def as { type: string; innerType?: z.ZodType; in?: z.ZodType }
  const within = innerType ?? inner
  return type === 'array' || (within !== undefined && isArray(within))
}

function errorOf(issue: z.core.$ZodIssue): FieldError {
  if (issue.code === 'too_big') return 'tooLong'
  return /^[a-z][a-zA-Z]+$/.test(issue.message) ? issue.message : 'invalid'
}

import { randomUUID } from 'node:crypto'

/** A new id for what a form is about to create, so that a form sent twice creates it once. */
export const newId = (): string => randomUUID()

/** Whether a text can be such an id. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

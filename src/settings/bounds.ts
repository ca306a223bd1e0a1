import { z } from 'zod'
import { descriptionSchema } from './description.ts'

type Node = {
  minimum?: number
  maximum?: number
  properties?: Record<string, Node>
  additionalProperties?: Node | boolean
  items?: Node
}

const whole = z.toJSONSchema(descriptionSchema, { io: 'input' }) as Node

/** The least and the greatest number that a place of the description takes; null: it takes none. */
export function boundsAt(path: readonly PropertyKey[]): { min: number; max: number } | null {
  const node = path.reduce<Node | undefined>(within, whole)
  return node?.minimum === undefined || node.maximum === undefined ? null : { min: node.minimum, max: node.maximum }
}

function within(node: Node | undefined, step: PropertyKey): Node | undefined {
  if (typeof step === 'number') return node?.items
  const named = node?.properties?.[String(step)]
  return named ?? (typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined)
}

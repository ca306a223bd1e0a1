import type { Context } from 'hono'
import { z } from 'zod'
import { offers } from '#policy.ts'
import { answerIfChanged } from '#web/gate/conditional.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { anyOrigin, originOf } from '../page.ts'
import { type Operation, operations, serviceOf } from './operations.ts'

/** OpenAPI 3.1 of the doors for machines that the library has open, made from the list of them. */
export const openApiPages = pages().get(paths.api, c =>
  answerIfChanged(c, `${JSON.stringify(describe(c), null, 1)}\n`, {
    ...anyOrigin,
    'cache-control': 'public, max-age=3600',
    'content-type': 'application/json; charset=utf-8',
  }),
)

function describe(c: Context<Page>): object {
  const { policy } = c.var.library
  const { name } = policy.identity
  const open = operations.filter(({ tag }) => {
    const service = serviceOf[tag]
    return service === null || offers(policy, service)
  })
  const byPath = Map.groupBy(open, ({ path }) => path)
  return {
    openapi: '3.1.1',
    info: {
      title: name.ja,
      version: '1',
      description: 'What other machines may ask. Examples and limits: docs/protocols.md of Kago.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: originOf(c) }],
    tags: [...new Set(open.map(({ tag }) => tag))].map(tag => ({ name: tag, description: tag })),
    paths: Object.fromEntries(
      [...byPath].map(([path, those]) => [
        path.replace(/:(\w+)/g, '{$1}'),
        Object.fromEntries(those.map(one => [one.method, operationOf(one)])),
      ]),
    ),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  }
}

function operationOf({ method, path, tag, says, parameters, body, answer, others = {}, token }: Operation): object {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(match => match[1]!)
  const told = { 429: 'too fast: see Retry-After', 503: 'busy: see Retry-After', ...others }
  const isNever = 501 in others
  return {
    operationId: `${method} ${path}`.replace(/\W+(\w?)/g, (_, next: string) => next.toUpperCase()),
    tags: [tag],
    summary: says,
    security: token ? [{ token: [] }] : [],
    ...(parameters ? { parameters: parametersOf(parameters, inPath) } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(body.types.map(type => [type, { schema: schemaOf(body.schema) }])),
          },
        }
      : {}),
    responses: {
      ...(isNever
        ? {}
        : {
            200: {
              description: says,
              content: { [answer.type]: { schema: answer.schema ? schemaOf(answer.schema) : { type: 'string' } } },
            },
          }),
      ...Object.fromEntries(Object.entries(told).map(([status, description]) => [status, { description }])),
    },
  }
}

function parametersOf(parameters: z.ZodObject, inPath: readonly string[]): object[] {
  return Object.entries(parameters.shape).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema as z.ZodType) as { description?: string }
    return {
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || !(schema as z.ZodType).isOptional(),
      ...(description ? { description } : {}),
      schema: rest,
    }
  })
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

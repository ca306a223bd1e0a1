import type { Context } from 'hono'
import { around, element } from '#std/xml.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { originOf, parametersOf, showXml } from '../page.ts'
import { answerOai, type Repository } from './answer.ts'
import { readOaiRequest } from './arguments.ts'
import { datestamp } from './datestamps.ts'

/**
 * OAI-PMH 2.0. An error of the protocol is an answer like others (200), as harvesters expect.
 * @param mailFrom the library's own mail address, with a name around it or not: whom the operator of a harvester asks.
 * Its domain is part of every
 *   identifier, for the service may have several addresses and get others.
 */
export function oaiPages(mailFrom: string) {
  const mail = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom
  const domain = (mail.split('@')[1] ?? 'example.jp').toLowerCase()
  async function answer(c: Context<Page>): Promise<Response> {
    const { library } = c.var
    const origin = originOf(c)
    const baseUrl = `${origin}${paths.oai}`
    const repository: Repository = { baseUrl, domain, mail, urlOf: id => `${origin}${paths.bib(id)}` }
    const parameters = (await parametersOf(c)) ?? new URLSearchParams()
    // Read before the list: what is not in it has no earlier stamp, and who asks again from this time on has missed
    // nothing.
    const now = library.clock.now()
    const answered = await answerOai(library, repository, readOaiRequest(parameters))
    const isUnderstood =
      answered.ok || !answered.errors.some(({ code }) => code === 'badVerb' || code === 'badArgument')
    const body = around(
      'OAI-PMH',
      [
        element('responseDate', datestamp(now)),
        element('request', baseUrl, isUnderstood ? Object.fromEntries(parameters) : {}),
        ...(answered.ok
          ? [answered.body]
          : answered.errors.map(({ code, message }) => element('error', message, { code }))),
      ],
      {
        xmlns: namespace,
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': `${namespace} ${namespace}OAI-PMH.xsd`,
      },
    )
    return showXml(c, body)
  }
  return pages().get(paths.oai, answer).post(paths.oai, answer)
}

const namespace = 'http://www.openarchives.org/OAI/2.0/'

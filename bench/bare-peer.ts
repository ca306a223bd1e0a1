// The least that a page which places an order can cost here: Hono and pg with nothing between them. A form is read,
// one transaction inserts order, hold and a row of history, the browser is led on, and a page shows the hold. No
// session, no rules, no words. `bare-peer.ts PROCESSES`, with DATABASE_URL; it prints `ready PORT`.
import cluster from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import pg from 'pg'

const processes = Number(process.argv[2] ?? 1)
if (cluster.isPrimary) {
  let listening = 0
  cluster.on('listening', (_, { port }) => {
    if (++listening === processes) process.stdout.write(`ready ${port}\n`)
  })
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL')
    process.exit(0)
  })
  for (let nth = 0; nth < processes; nth++) cluster.fork()
} else serve({ fetch: app().fetch, port: 0, hostname: '127.0.0.1' })

function app(): Hono {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 16 })
  return new Hono()
    .post('/orders', async c => {
      const form = await c.req.parseBody()
      const { patron, bib, pickup, at } = form as Record<string, string>
      const id = randomUUID()
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query({
          name: 'order',
          text: `insert into hold_order (id, patron_id, kind, channel, placed_at) values ($1, $2, 'ordinary', 'web', $3)`,
          values: [id, patron, at],
        })
        const { rows } = await client.query({
          name: 'hold',
          text: `insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, pickup_branch_id, contact, applied_at)
            values ($1, $2, $3, 1, 'ordinary', 'web', 'applied', $4, 'mail', $5) returning id`,
          values: [patron, bib, id, pickup, at],
        })
        await client.query({
          name: 'event',
          text: `insert into hold_event (hold_id, at, actor, from_state, to_state, why)
            values ($1, $2, 'patron', null, 'applied', 'place')`,
          values: [rows[0].id, at],
        })
        await client.query('commit')
        return c.redirect(`/orders/${id}`, 303)
      } catch (error) {
        await client.query('rollback')
        // 23505: this patron has reserved this title already.
        if ((error as { code?: string }).code === '23505') return c.text('reserved already', 422)
        throw error
      } finally {
        client.release()
      }
    })
    .get('/orders/:id', async c => {
      const { rows } = await pool.query({
        name: 'show',
        text: 'select bib.title, hold.state from hold join bib on bib.id = bib_id where order_id = $1',
        values: [c.req.param('id')],
      })
      return c.html(
        html`<!doctype html><title>予約</title><ul>${rows.map(row => html`<li>${row.title} ${row.state}</li>`)}</ul>`,
      )
    })
}

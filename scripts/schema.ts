// `npm run schema`: writes src/database/schema.ts from the migrations, on a database of its own that is thrown away.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, sql } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { writeSchema } from '#database/generate-schema.ts'
import { migrate } from '#database/migrate.ts'

const directory = mkdtempSync(join(tmpdir(), 'kago-schema-'))
const server = await startEmbedded(directory, { fsync: 'off' })
const maintenance = connect(server.url.replace('/kago?', '/postgres?'), { connections: 1 })
await sql`create database kago`.execute(maintenance)
await maintenance.destroy()
const db = connect(server.url)
await migrate(db)
await writeSchema(db)
await db.destroy()
await server.stop()
removeEmbedded(directory)

// `npm run schema`: writes src/database/schema.ts from the migrations, on a database of its own that is thrown away.
import { writeSchema } from '#database/generate-schema.ts'
import { openOwnDatabase } from '../test/own-database.ts'

const own = await openOwnDatabase('schema')
await writeSchema(own.db)
await own.remove()

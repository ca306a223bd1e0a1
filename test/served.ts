import type { AppOptions } from '#web/app.tsx'
import { serveWeb } from '#web/serve.ts'
import { closeAfterFile } from './file-life.ts'
import { givenBranches } from './given.ts'
import { openLibrary, type TestLibrary } from './library.ts'

/**
 * A library with its branches and its pages, for all tests of a file.
 * @param prepare puts in what these tests need, before anybody comes
 */
export async function serveLibrary(
  options: AppOptions = {},
  prepare: (library: TestLibrary) => Promise<unknown> = async () => {},
): Promise<{ library: TestLibrary; base: string }> {
  const library = await openLibrary()
  await givenBranches(library)
  await prepare(library)
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', ...options })
  closeAfterFile(() => web.close())
  return { library, base: `http://127.0.0.1:${web.port}` }
}

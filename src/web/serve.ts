import type { Library } from '#library.ts'
import { type AppOptions, createApp } from './app.tsx'
import { takeDoor } from './gate/door.ts'

export type WebServer = { port: number; close(): Promise<void> }

/** Serves the pages of a library that is open already. @param port 0 takes a free one */
export async function serveWeb(
  library: Library,
  options: { port: number; host: string } & AppOptions,
): Promise<WebServer> {
  const door = await takeDoor(options)
  door.open(createApp(library, options).fetch)
  return { port: door.port, close: () => door.close() }
}

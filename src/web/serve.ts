import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Library } from '#library.ts'
import { type AppOptions, createApp } from './app.tsx'

export type WebServer = { port: number; close(): Promise<void> }

/**
 * Serves the pages. Slow clients are cut: headers within 5 s, a whole request within 15 s (checked every second).
 * @param port 0 takes a free one
 */
export function serveWeb(library: Library, options: { port: number; host: string } & AppOptions): Promise<WebServer> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: createApp(library, options).fetch,
        port: options.port,
        hostname: options.host,
        serverOptions: {
          headersTimeout: 5_000,
          requestTimeout: 15_000,
          keepAliveTimeout: 5_000,
          connectionsCheckingInterval: 1_000,
          maxHeaderSize: 16_384,
        },
      },
      address => resolve({ port: address.port, close: () => closing(server as Server) }),
    )
    server.once('error', reject)
  })
}

/** Lets what is being answered finish, for 10 s at most. */
function closing(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 10_000).unref()
  })
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type ChildEnd = { code: number | null; signal: string | null; out: string; error: string }

const typescript = join(import.meta.dirname, '../bin/typescript.js')

/** Runs a script of the house in a process of its own, on the same Node, until it ends or dies. */
export function runChild(script: string, args: string[], env: Record<string, string> = {}): Promise<ChildEnd> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', typescript, script, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let error = ''
    child.stdout.on('data', chunk => {
      out += chunk
    })
    child.stderr.on('data', chunk => {
      error += chunk
    })
    child.on('close', (code, signal) => resolve({ code, signal, out, error }))
  })
}

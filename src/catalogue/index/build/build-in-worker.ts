import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { IndexedBib } from '../catalogue-index.ts'
import { Whereabouts } from '../keep/whereabouts.ts'
import { MemoryIndex } from '../memory-index.ts'
import type { FromWorker, SnapshotTo, ToWorker } from './worker-messages.ts'

/**
 * Builds an index of everything in a thread of its own, so that the process goes on answering meanwhile. Batches are
 * sent one at a time: a source that reads faster than the worker indexes waits, instead of filling the memory.
 *
 * @param snapshot where the thread also saves what it built, so that nobody waits for the disk
 */
export async function buildInWorker(
  batches: AsyncIterable<IndexedBib[]> | Iterable<IndexedBib[]>,
  snapshot: SnapshotTo | null = null,
): Promise<MemoryIndex> {
  const worker = new Worker(new URL('./build-worker.ts', import.meta.url))
  const failed = once(worker, 'error').then(([error]) => {
    throw error
  })
  const ask = async (message: ToWorker): Promise<FromWorker> => {
    const answer = once(worker, 'message')
    worker.postMessage(message)
    const [reply] = await Promise.race([answer, failed])
    return reply as FromWorker
  }
  try {
    for await (const bibs of batches) await ask({ is: 'bibs', bibs })
    const built = await ask({ is: 'finish', snapshot })
    if (built.is !== 'built') throw new Error('the worker answered out of turn')
    return new MemoryIndex(built.segment, Whereabouts.restored(built.whereabouts))
  } finally {
    failed.catch(() => undefined)
    await worker.terminate()
  }
}

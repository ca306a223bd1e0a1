import { parentPort } from 'node:worker_threads'
import { saveSnapshot } from '../keep/snapshot.ts'
import { Whereabouts } from '../keep/whereabouts.ts'
import { MemoryIndex } from '../memory-index.ts'
import { SegmentBuilder } from './build.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** The other side of build-in-worker.ts. */
const whereabouts = new Whereabouts()
const builder = new SegmentBuilder(whereabouts)

parentPort?.on('message', (message: ToWorker) => {
  if (message.is === 'bibs') {
    for (const bib of message.bibs) builder.add(bib)
    answer({ is: 'taken' })
    return
  }
  const segment = builder.finish()
  if (message.snapshot)
    saveSnapshot(message.snapshot.file, new MemoryIndex(segment, whereabouts), message.snapshot.sequence)
  answer({ is: 'built', segment, whereabouts: whereabouts.toJson() }, buffersOf(segment))
})

const answer = (message: FromWorker, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

/** Handed over, not copied. */
function buffersOf(value: object): ArrayBuffer[] {
  const buffers = Object.values(value).flatMap(part =>
    ArrayBuffer.isView(part)
      ? [part.buffer as ArrayBuffer]
      : typeof part === 'object' && part !== null
        ? buffersOf(part)
        : [],
  )
  return [...new Set(buffers)]
}

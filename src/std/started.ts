/** What a process has started, to be ended in the opposite order, whatever of it hangs. */
export class Started {
  private readonly things: { name: string; end(): Promise<unknown> | unknown; withinMs: number }[] = []

  /** @param withinMs so long its end is waited for; then it is left to itself */
  add(name: string, end: () => Promise<unknown> | unknown, withinMs: number): void {
    this.things.push({ name, end, withinMs })
  }

  /** Ends all, the last one first. @returns the names of those that did not end well in their time, with why */
  async end(): Promise<string[]> {
    const left: string[] = []
    for (let thing = this.things.pop(); thing; thing = this.things.pop()) {
      const why = await endOf(thing)
      if (why !== null) left.push(`${thing.name}: ${why}`)
    }
    return left
  }
}

async function endOf({
  end,
  withinMs,
}: {
  end(): Promise<unknown> | unknown
  withinMs: number
}): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>(resolve => {
    timer = setTimeout(() => resolve(`had not ended after ${withinMs / 1000} s`), withinMs)
  })
  try {
    return await Promise.race([(async () => end())().then(() => null), late])
  } catch (error) {
    return (error as Error).message
  } finally {
    clearTimeout(timer)
  }
}

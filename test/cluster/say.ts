export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A line that tells how long it has taken until now. */
export function stopwatch(): (line: string) => void {
  const begun = performance.now()
  return line => say(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}`)
}

/** How far a long piece of work is. `share` is the part that is done, 0 to 1, when that is known. */
export type Progress = { done: number; share?: number | null }

/**
 * One line about the work, e.g. 'Import 34,000 · 45 % · 5,210/s · 8 s left'. The rate is that of the whole run; what is
 * left is told once it can be calculated (two seconds and one hundredth of the work are done).
 * @param seconds since the work began
 */
export function progressLine(label: string, { done, share }: Progress, seconds: number): string {
  const parts = [`${label} ${done.toLocaleString('en-US')}`]
  if (share !== undefined && share !== null) parts.push(`${Math.floor(Math.min(share, 1) * 100)} %`)
  if (seconds > 0) parts.push(`${Math.round(done / seconds).toLocaleString('en-US')}/s`)
  if (share && share >= 0.01 && share < 1 && seconds >= 2)
    parts.push(`${duration((seconds * (1 - share)) / share)} left`)
  return parts.join(' · ')
}

/** '8 s', '2 min 5 s', '1 h 12 min'. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/**
 * Keeps one line on a terminal up to date, five times a second at most; into a file or a pipe it writes nothing, so
 * that logs stay short.
 * @param terminal process.stderr
 */
export function progressPrinter(
  label: string,
  terminal: { isTTY?: boolean; write(text: string): unknown },
  milliseconds: () => number = () => performance.now(),
): { show(progress: Progress): void; end(): void } {
  if (!terminal.isTTY) return { show() {}, end() {} }
  const begun = milliseconds()
  let shownAt = Number.NEGATIVE_INFINITY
  let last: Progress | null = null
  const write = (progress: Progress) =>
    terminal.write(`\r\x1b[2K${progressLine(label, progress, (milliseconds() - begun) / 1000)}`)
  return {
    show(progress) {
      last = progress
      if (milliseconds() - shownAt < 200) return
      shownAt = milliseconds()
      write(progress)
    },
    end() {
      if (last) write(last)
      terminal.write('\n')
    },
  }
}

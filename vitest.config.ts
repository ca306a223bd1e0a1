import { configDefaults, defineConfig } from 'vitest/config'
import { clusterTests, whatIsLacking } from './test/cluster/programs.ts'
import { haveRealData, realDataTests } from './test/real-data.ts'
import { SlowFirst } from './test/slow-first.ts'
import { maySmallDisk, smallDiskTests } from './test/small-disk.ts'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.{test,e2e}.{ts,tsx}', 'demo/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(haveRealData ? [] : realDataTests),
      ...(maySmallDisk() ? [] : smallDiskTests),
      ...(whatIsLacking() === null ? [] : clusterTests),
    ],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/each-file.ts'],
    // A third of a run went into loading the same modules for every file. What they keep: test/file-life.ts.
    isolate: false,
    // Two cores, one PostgreSQL, one Chromium: more workers than that only wait for each other.
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})

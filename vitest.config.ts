import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By default one processor is left to vitest itself, which has little to do: half of a machine with two.
    maxWorkers: '100%',
  },
})

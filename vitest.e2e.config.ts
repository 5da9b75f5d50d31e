import { defineConfig } from 'vitest/config'
import { caseTable } from './test/e2e/support/reporter.js'

// Builds of images: `npm run test:e2e` looks first whether they can be built here, and removes what a run leaves.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 1_500_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    // More at a time would only wait for each other: compilers take all the processors that there are.
    maxWorkers: 2,
    sequence: { shuffle: false },
    reporters: [caseTable, 'verbose'],
  },
})

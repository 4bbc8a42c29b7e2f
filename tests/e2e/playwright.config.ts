import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const results = process.env.KAIHE_TEST_RESULTS ?? join(import.meta.dirname, '..', '..', 'test-results')

/** End to end: the real app, one at a time, since each start is itself several processes. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: join(results, 'e2e'),
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: join(results, 'e2e.json') }]],
})

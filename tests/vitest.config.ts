import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests run inside the Electron runtime as Node, so they see the Node, SQLite and zone data that ship. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    cache: false,
    restoreMocks: true,
    unstubEnvs: true,
    env: { TZ: 'UTC' },
    testTimeout: 20_000,
  },
})

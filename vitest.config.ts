import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/build.ts', 'tests/database.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Real servers, browsers and kills share two cores: one more try tells a fault from a slow moment.
    retry: 1,
    // Against what hangs, not what is slow: learning the knowledge takes a busy machine a minute.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['{kernel,platform,rooms,commands,checks,web}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: each file opens databases of its own.
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

/** Whole paths in a real browser, one after another: they share the machine with the server they drive. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['journeys/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false },
});

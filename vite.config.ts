import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the pages into dist/. `__NONCE__` stays in the page: the server replaces it with a fresh value in every reply. */
export default defineConfig(({ command }) => {
  // Whoever builds, also a test, builds what people get.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: 'web',
    plugins: [react()],
    resolve: { alias: { zod: fileURLToPath(new URL('web/schemas.ts', import.meta.url)) } },
    html: { cspNonce: '__NONCE__' },
    build: { outDir: '../dist', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1000 },
    server: { proxy: { '/api': process.env['JUMYS_API'] ?? 'http://127.0.0.1:3000' } },
  };
});

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The built app is committed inside the Python package, so that pip alone serves it.
export default defineConfig({
  plugins: [svelte()],
  // Beside the page, so that it may lie below any address.
  base: './',
  build: {
    outDir: '../src/foedera/interfaces/app',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8017' } },
})

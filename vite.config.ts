import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src-renderer',
  base: '/',
  publicDir: false,
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: '../build/renderer',
    emptyOutDir: true,
    target: 'chrome123',
    // Loaded from this machine, once: one file is as good as many.
    chunkSizeWarningLimit: 2000,
    // Inlined pictures and fonts would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})

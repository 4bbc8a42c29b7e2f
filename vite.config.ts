import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'

const root = import.meta.dirname
const atRoot = (path: string): string => join(root, path)

/** The Node programs. They are built together, so what two of them share is loaded from one chunk. */
const nodePrograms = {
  main: 'electron/main.ts',
  gateway: 'electron/gateway/main.ts',
  runner: 'electron/runner/main.ts',
  keeper: 'electron/keeper/main.ts',
  sources: 'electron/runner/sources/main.ts',
  mcp: 'electron/mcp/main.ts',
  port: 'electron/dev/port/main.ts',
}

/** The page: what the window shows. Its policy forbids inline scripts and data addresses for code. */
const page: EnvironmentOptions = {
  build: {
    outDir: atRoot('dist/page'),
    emptyOutDir: true,
    target: 'chrome146',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
}

/** The preload script: one CommonJS file, since a sandboxed page's preload cannot load a second one. */
const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'] },
  build: {
    outDir: atRoot('dist/preload'),
    emptyOutDir: true,
    target: 'chrome146',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { preload: atRoot('electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
}

/** Everything but Electron and Node's own modules is bundled: the app runs without node_modules. */
const node: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'] },
  build: {
    outDir: atRoot('dist/main'),
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(nodePrograms).map(([name, path]) => [name, atRoot(path)])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
}

/** What cannot be bundled: the watcher's machine code, put where the program that needs it looks for it. */
function nativeWatcher(): Plugin {
  return {
    name: 'native-watcher',
    applyToEnvironment: (environment) => environment.name === 'node',
    writeBundle() {
      const from = atRoot('node_modules/@parcel')
      for (const name of readdirSync(from).filter((each) => each.startsWith('watcher-'))) {
        cpSync(join(from, name), atRoot(`dist/main/node_modules/@parcel/${name}`), { recursive: true })
      }
    },
  }
}

export default defineConfig({
  root: atRoot('renderer'),
  base: './',
  publicDir: false,
  cacheDir: atRoot('node_modules/.vite'),
  clearScreen: false,
  plugins: [react(), tailwindcss(), nativeWatcher()],
  environments: { client: page, preload, node },
  builder: {},
})

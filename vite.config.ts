import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { licences } from './electron/dev/licences/plugin.ts'

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
  engine: 'electron/engine/main.ts',
  port: 'electron/dev/port/main.ts',
}

/** Builds of the engine for other systems and graphics cards, and a quicker way to copy files: its library asks for them and does without. */
const engineExtras = [/^@node-llama-cpp\//, '@reflink/reflink']

/** The page: what the window shows, and the little one with the meters, which has no code. Its policy forbids inline scripts. */
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
    rolldownOptions: { input: { index: atRoot('renderer/index.html'), meter: atRoot('renderer/meter.html') } },
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
      external: engineExtras,
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

/**
 * The engine's machine code for this system and what says which it is, where the bundled library looks for them: beside the folder it
 * is in itself. The sources it could build others from stay out.
 */
function nativeEngine(): Plugin {
  return {
    name: 'native-engine',
    applyToEnvironment: (environment) => environment.name === 'node',
    writeBundle() {
      const from = atRoot('node_modules/@node-llama-cpp')
      const names: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'win' }
      const system = names[process.platform] ?? process.platform
      for (const name of readdirSync(from).filter((each) => each.startsWith(`${system}-${process.arch}`))) {
        const bins = join(from, name, 'bins')
        if (existsSync(bins)) cpSync(bins, atRoot('dist/main/bins'), { recursive: true })
      }
      for (const name of ['binariesGithubRelease.json', 'llama.cpp.info.json']) {
        cpSync(atRoot(`node_modules/node-llama-cpp/llama/${name}`), atRoot(`dist/main/llama/${name}`))
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
  plugins: [
    react(),
    tailwindcss(),
    nativeWatcher(),
    nativeEngine(),
    licences({ root, page: 'client', others: ['node', 'preload'] }),
  ],
  environments: { client: page, preload, node },
  builder: {
    // The page is last: it carries the list of what all of them are made of.
    async buildApp({ build, environments }) {
      for (const name of ['node', 'preload', 'client']) {
        const environment = environments[name]
        if (environment !== undefined) await build(environment)
      }
    },
  },
})

import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { type PluginOption, defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { apiViewer } from './build/apiViewer.ts'
import { catalogues } from './build/catalogues.ts'
import { firstScreen } from './build/firstScreen.ts'
import { gateFiles } from './build/gateFiles.ts'
import { RUNTIME_CACHING, lightWorker } from './build/lightWorker.ts'
import { pieces } from './build/pieces.ts'
import { venueAddress } from './build/venueAddress.ts'
import { zoneReader } from './build/zoneReader.ts'
import { LOCALES, WRITTEN, type Written } from './src/shared/i18n/languages.ts'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What only the console, or the page for developers, uses is named so: the worker of the residents' page keeps none of it. */
const OF_DEVELOPERS = /src\/developer\/|openapi-sampler|json-pointer|api\.html/
const OF_THE_CONSOLE = /src\/console\/|console\.html|reka-ui|tanstack|uplot|floating-ui/
const ofWhom = (modules: string[]) => (modules.some((id) => OF_DEVELOPERS.test(id)) ? 'api-' : modules.some((id) => OF_THE_CONSOLE.test(id)) ? 'console-' : modules.some((id) => id.includes('zxcvbn')) ? 'zxcvbn-' : '')

/** The words of the languages that come when they are chosen; those of the two written ones are kept beforehand. */
const WHEN_CHOSEN = LOCALES.filter((language) => !WRITTEN.includes(language as Written)).map((language) => `assets/${language}-*`)

/** The stand-in API answers in development only; a production build never imports it. */
async function developmentApi(): Promise<PluginOption> {
  if (!process.env.KANGMA_FAKE_API) return null
  return (await import('./dev/fakeApi.ts')).fakeApi()
}

export default defineConfig(async () => ({
  base: './',
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    // Ours stands in shared/i18n/compiled.ts.
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  plugins: [
    vue(),
    apiViewer(),
    catalogues(),
    firstScreen(),
    gateFiles(),
    lightWorker(),
    venueAddress(),
    zoneReader(),
    await developmentApi(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      manifest: {
        // The address at which it was installed before there was an id: those who have it keep it.
        id: 'index.html',
        name: '康码',
        short_name: '康码',
        description: '申领、每日打卡、亮码',
        lang: 'zh-CN',
        start_url: './index.html',
        scope: './',
        display: 'standalone',
        background_color: '#f5f1e8',
        theme_color: '#2438a6',
        shortcuts: [
          { name: '亮码', url: './index.html#/code' },
          { name: '填报、打卡', url: './index.html#/declare' },
          { name: '扫场所码', url: './index.html#/visit' },
        ].map((each) => ({ ...each, icons: [{ src: 'icon-192.png', sizes: '192x192', type: 'image/png' }] })),
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      includeManifestIcons: false,
      workbox: {
        globPatterns: ['index.html', 'assets/*.{js,css}', 'icon.svg'],
        // A resident on a slow network should not fetch the guard's scanner, the reader of passports, 3,479 county names or the
        // judge of passwords ahead of need.
        globIgnores: ['assets/gate-*', 'assets/Gate*', 'assets/venue-*', 'assets/console-*', 'assets/api*', 'assets/redoc-*', 'assets/Door*', 'assets/Entries*', 'assets/Members*', 'assets/Register*', 'assets/Venues*', 'assets/VenueFrame*', 'assets/VenueScreen*', 'assets/EditScreen*', 'assets/PosterButton*', 'assets/useVenue*', 'assets/ponyfill-*', 'assets/areas-*', 'assets/countyPlaces-*', 'assets/tesseract*', 'assets/zxcvbn*', ...WHEN_CHOSEN],
        // A large file that nobody meant to be fetched beforehand fails the build.
        maximumFileSizeToCacheInBytes: 150_000,
        importScripts: ['push-sw.js'],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: true,
        navigateFallback: null,
        runtimeCaching: RUNTIME_CACHING,
      },
    }),
  ],
  // The lists of counties and of foldings are the service's own files, beside this folder.
  server: { fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
    rollupOptions: {
      output: {
        codeSplitting: { groups: pieces(fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')) },
        chunkFileNames: ({ moduleIds }: { moduleIds: string[] }) => `assets/${ofWhom(moduleIds)}[name]-[hash].js`,
        assetFileNames: ({ originalFileNames }: { originalFileNames: string[] }) => `assets/${ofWhom(originalFileNames)}[name]-[hash][extname]`,
      },
      input: { resident: page('index.html'), gate: page('gate.html'), venue: page('venue.html'), console: page('console.html'), api: page('api.html') },
    },
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
}))

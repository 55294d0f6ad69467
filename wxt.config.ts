import { defaultClientConditions } from 'vite';
import { defineConfig } from 'wxt';
import { BACKEND_KEY_FILE, writeBackendKey } from './scripts/backend-key.ts';
import { stampBuild } from './scripts/build-id.ts';

/**
 * Fixes the extension's id, and with it the origin, to chrome-extension://plgegolpglmnaelppamgmipjfildlnaf on every
 * machine. The private key is not kept.
 */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkSA/YeGQFORWmzH6be4a7FE6PWGJJh9gYkjZA7N0dZ/UlOjyuXMjOutsuX197dvsS9tFauVPlsoE/DhGRUEV5T+ufiMLZhv0ZUR/NwaVlKN8l4xF9iAsaKTeDQZ5N2KcWauDIBmHNSIQuDnVvYPjHrBQGMndZhSjsMLT4r3wtXqrB8Ni1BBPcdn17+7i1THOLfFhOJ4sPpodPCIiO4G98A5Iglk5aNk5M+QbGZFXbY4a36AQQhDutBBTSCcy9CvF+5pmfvSpvi/AxN0i2pkArIxCGyhRo4Gck28OfCu6qOgYhfEr0fyv7EAw5UQblbJkkS/AFdoRVfqjedQtKtx+wQIDAQAB';

/** The mode of a build for other computers: its users pair it by a code. */
const UNPAIRED = 'unpaired';

/** Alt+Shift+P is taken by Chrome itself. On macOS, Option types special characters, and Control with Shift is free. */
const shortcut = (key: string) => ({ default: `Alt+Shift+${key}`, mac: `MacCtrl+Shift+${key}` });

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: 'dist/extension',
  imports: false,
  modules: ['@wxt-dev/module-svelte', '@wxt-dev/i18n/module'],
  manifest: {
    key: PUBLIC_KEY,
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    // URL.parse came with it.
    minimum_chrome_version: '126',
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'notifications',
      'offscreen',
      'scripting',
      'search',
      'sessions',
      'sidePanel',
      'storage',
    ],
    optional_host_permissions: ['<all_urls>'],
    optional_permissions: ['bookmarks', 'clipboardRead', 'clipboardWrite', 'tabs'],
    // Chrome gives default keys to four commands at most.
    commands: {
      talk: { suggested_key: shortcut('E'), description: '__MSG_command_talk__' },
      mute: { suggested_key: shortcut('M'), description: '__MSG_command_mute__' },
      stop: { suggested_key: shortcut('S'), description: '__MSG_command_stop__' },
      dictate: { description: '__MSG_command_dictate__' },
      push_to_talk: { suggested_key: shortcut('L'), description: '__MSG_command_pushToTalk__' },
    },
    action: { default_title: '__MSG_actionTitle__' },
  },
  hooks: {
    // A test build (`wxt build --mode test`) is the release build plus `lib/test-build`, and not a debug build.
    'build:before': ({ config }) => {
      if (config.command === 'build') process.env.NODE_ENV = 'production';
    },
    // The licences of the packages that each part contains. The parts are built one by one, each into the same folder.
    'vite:build:extendConfig': ([entry], config) => {
      const name = entry?.type === 'unlisted-script' ? `licenses-${entry.name}.md` : 'licenses.md';
      if (config.build) config.build.license = { fileName: name };
    },
    'build:done': ({ config, logger }) => {
      const problem = config.mode === UNPAIRED ? undefined : writeBackendKey(config.outDir, config.root);
      if (problem) logger.warn(problem);
      // In development mode WXT itself reloads the extension.
      if (config.command === 'build') stampBuild(config.outDir);
    },
  },
  // Bundles the libraries from their TypeScript: the `source` condition of package.json's imports.
  vite: () => ({
    resolve: { conditions: ['source', ...defaultClientConditions] },
    build: {
      // On a slow computer its warning looks like a fault of the build.
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
  }),
  zip: {
    // The key is this computer's: an extension that others install gets one by pairing.
    exclude: [BACKEND_KEY_FILE],
    excludeSources: ['backend/**', 'bench/**', 'e2e/**', 'fixtures/**', 'docs/**', 'testing/**'],
  },
});

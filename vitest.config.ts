import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Tests run the TypeScript of the libraries, not their build: the `source` condition of package.json's imports. */
const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  ...source,
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['libs/**/*.spec.ts', 'backend/src/**/*.spec.ts', 'testing/**/*.spec.ts', 'scripts/**/*.spec.ts'],
        },
      },
      {
        ...source,
        test: {
          name: 'protocol',
          include: ['e2e/protocol/**/*.spec.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Each file starts backends; on two cores they would only slow each other down.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...source,
        test: {
          name: 'e2e',
          include: ['e2e/browser/**/*.spec.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        resolve: {
          conditions: ['source', ...defaultClientConditions],
          // The browser's own message catalogue is not there: the tests read the English one.
          alias: { '#i18n': fileURLToPath(new URL('extension/lib/testing/i18n.ts', import.meta.url)) },
        },
        test: {
          name: 'extension',
          include: ['extension/**/*.spec.ts'],
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** Tests run the TypeScript of the libraries, not their build: the `source` condition of package.json's imports. */
const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  ...source,
  test: {
    projects: [
      {
        ...source,
        test: { name: 'unit', include: ['libs/**/*.spec.ts', 'backend/src/**/*.spec.ts', 'scripts/**/*.spec.ts'] },
      },
    ],
  },
});

import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The workers, and the backends and commands that they start, compile the same packages again and again.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node');

/** Tests run the TypeScript of the libraries, not their build: the `source` condition of package.json's imports. */
const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

/** Vitest's default on two processors is one worker, which spends a third of its time waiting. */
const UNIT_WORKERS = Math.max(4, availableParallelism() - 1);

/** Each runs backends and a browser of its own, and waits for them and for audio. */
const SYSTEM_WORKERS = Math.max(3, availableParallelism() - 1);

/** These speak and listen in real time. They run two at a time: alone they use half of two processors. */
const SPOKEN = [
  'e2e/protocol/sessions.spec.ts',
  'e2e/browser/barge-in.spec.ts',
  'e2e/browser/heard-by-name.spec.ts',
  'e2e/browser/page-by-voice.spec.ts',
  'e2e/browser/voice-turn.spec.ts',
];

/** These judge each pause and sound in real time. They run last, one file at a time: other tests would delay the audio. */
const REAL_TIME = ['e2e/protocol/turn-taking.spec.ts', 'e2e/browser/recorded-conversation.spec.ts'];

/** The longest files of the projects that come last in their group. They start first there: the last file runs alone. */
const LONG = [
  'backend/src/stt/providers/embedded/embedded.spec.ts',
  'backend/src/stt/providers/deepgram/deepgram.spec.ts',
  'backend/src/main-control/reducer/go-on.spec.ts',
  'e2e/browser/obeying-model.spec.ts',
  'e2e/browser/obeying-elsewhere.spec.ts',
  'e2e/protocol/plain-client.spec.ts',
  'e2e/protocol/doctor.spec.ts',
  'e2e/protocol/providers.spec.ts',
  'e2e/protocol/pairing.spec.ts',
  'e2e/protocol/connections.spec.ts',
];

/** Vitest's order, in which the largest file comes first, says little about the time that a file takes. */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/'));
      return place < 0 ? LONG.length : place;
    };
    const byProject = Map.groupBy(sorted, ({ project }) => project);
    return [...byProject.values()].flatMap((group) => group.sort((a, b) => rank(a) - rank(b)));
  }
}

const inOneProcess = {
  /**
   * A process and the same imports for each file took half of the processor time. A worker's files share its modules and
   * globals: a test puts back what it changes there.
   */
  isolate: false,
};

const unit = {
  /** A limit for tests that hang. Models take long on a loaded machine. */
  testTimeout: 30_000,
  hookTimeout: 30_000,
  maxWorkers: UNIT_WORKERS,
  // The package of the second has a `source` condition of its own, whose TypeScript Node does not run there.
  server: { deps: { inline: [/@modelcontextprotocol\/client/, /node_modules\/eventsource\//] } },
  ...inOneProcess,
};

/** These mostly wait for audio: tests of one file run side by side too, where they say so. */
const waiting = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  /** As for events: a second is short for a browser on a busy machine. */
  expect: { poll: { timeout: 30_000 } },
  maxConcurrency: 3,
  maxWorkers: SYSTEM_WORKERS,
  ...inOneProcess,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  ...source,
  test: {
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: [
            'libs/**/*.spec.ts',
            'backend/src/**/*.spec.ts',
            'testing/**/*.spec.ts',
            'scripts/**/*.spec.ts',
          ],
          ...unit,
        },
      },
      {
        ...source,
        test: {
          name: 'protocol',
          include: ['e2e/protocol/**/*.spec.ts'],
          exclude: [...SPOKEN, ...REAL_TIME],
          ...waiting,
        },
      },
      {
        ...source,
        test: {
          name: 'e2e',
          include: ['e2e/{browser,page}/**/*.spec.ts'],
          exclude: [...SPOKEN, ...REAL_TIME],
          ...waiting,
        },
      },
      {
        ...source,
        test: {
          name: 'spoken',
          include: SPOKEN,
          ...waiting,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...source,
        test: {
          name: 'real-time',
          include: REAL_TIME,
          ...waiting,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        // `node_modules` may be a link to a folder outside, as in a worktree.
        server: { fs: { strict: false } },
        resolve: {
          conditions: ['source', ...defaultClientConditions],
          // The browser's own message catalogue is not there: the tests read the English one.
          alias: { '#i18n': fileURLToPath(new URL('extension/lib/testing/i18n.ts', import.meta.url)) },
        },
        test: {
          name: 'extension',
          include: ['extension/**/*.spec.ts'],
          ...unit,
        },
      },
    ],
  },
});

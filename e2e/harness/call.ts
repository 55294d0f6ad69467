import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '#audio';
import { fixturePcm, quietRoom, speechFixtures } from '../../testing/speech-fixtures.ts';
import { startBackend, type Backend, type BackendOptions } from './backend.ts';
import { ExtensionBrowser, type LaunchOptions } from './browser.ts';
import type { SessionPage } from './session-page.ts';
import type { SidePanel } from './side-panel.ts';
import { WireTap } from './wire-tap.ts';

const RATE_HZ = 16_000;

export const WITHOUT_GREETING = { conversation: { greeting: '' } };

/** A sound and its time from the start of the microphone: a clean fixture by its text, or PCM at 16 kHz. */
export type TimedSound = { text: string; atMs: number } | { pcm: Int16Array; atMs: number };

export interface CallOptions extends Omit<LaunchOptions, 'microphoneWav' | 'backendUrl'> {
  /** The microphone's audio. */
  says?: TimedSound[];
  /** A running backend, which the call leaves running, or the options of one for this call alone. */
  backend?: Backend | BackendOptions;
}

/** A call with nothing faked but the microphone: backend, wire tap, browser and panel. */
export interface Call {
  backend: Backend;
  wire: WireTap;
  browser: ExtensionBrowser;
  panel: SidePanel;
  session: SessionPage;
  end(): Promise<void>;
}

/** Starts a backend, if none is given, and a browser, and opens the panel. The test starts the call. */
export async function prepareCall({
  says = [],
  backend: options,
  ...launch
}: CallOptions = {}): Promise<Call> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-call-'));
  const microphoneWav = join(folder, 'microphone.wav');
  writeFileSync(microphoneWav, encodeWav(recording(says), RATE_HZ));
  const isRunning = options !== undefined && 'process' in options;
  const backend = isRunning ? options : await startBackend({ config: WITHOUT_GREETING, ...options });
  const wire = await WireTap.start(backend.url);
  const [browser] = await Promise.all([
    ExtensionBrowser.launch({ ...launch, microphoneWav, backendUrl: wire.url }),
    backend.ready(),
  ]);
  const panel = await browser.openPanel();
  const session = await browser.sessionPage();
  await session.tap();
  const call: Call = {
    backend,
    wire,
    browser,
    panel,
    session,
    end: async () => {
      await browser.close();
      await wire.stop();
      // A test may have replaced the backend.
      if (!isRunning) await call.backend.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return call;
}

/** @returns the sounds at their times, in a quiet room */
function recording(says: TimedSound[]): Int16Array {
  const lastMs = Math.max(0, ...says.map(({ atMs }) => atMs));
  const all = quietRoom(lastMs + 8_000);
  for (const sound of says) {
    const pcm = 'pcm' in sound ? sound.pcm : fixture(sound.text);
    all.set(pcm, (sound.atMs / 1_000) * RATE_HZ);
  }
  return all;
}

function fixture(text: string): Int16Array {
  const found = speechFixtures('clean').find((item) => item.text === text);
  if (!found) throw new Error(`There is no clean fixture that says "${text}".`);
  return fixturePcm(found);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '#audio';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { startBackend, type Backend, type BackendOptions } from './backend.ts';
import { ExtensionBrowser, type LaunchOptions } from './browser.ts';
import type { SessionPage } from './session-page.ts';
import type { SidePanel } from './side-panel.ts';
import { WireTap } from './wire-tap.ts';

const RATE_HZ = 16_000;

/** A sound and when it comes, from the start of the microphone: a clean fixture by its words, or any PCM at 16 kHz. */
export type Heard = { text: string; atMs: number } | { pcm: Int16Array; atMs: number };

export interface CallOptions extends Omit<LaunchOptions, 'microphoneWav' | 'backendUrl'> {
  /** What the microphone hears. */
  says?: Heard[];
  backend?: BackendOptions;
}

/** Everything that a person's call takes, real and wired: backend, wire tap, browser, panel. */
export interface Call {
  backend: Backend;
  wire: WireTap;
  browser: ExtensionBrowser;
  panel: SidePanel;
  session: SessionPage;
  end(): Promise<void>;
}

/** Opens the panel on a fresh browser and a fresh backend. The call itself is started by the test. */
export async function prepareCall({
  says = [],
  backend: options,
  ...launch
}: CallOptions = {}): Promise<Call> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-call-'));
  const microphoneWav = join(folder, 'microphone.wav');
  writeFileSync(microphoneWav, encodeWav(recording(says), RATE_HZ));
  const backend = await startBackend({ config: { conversation: { greeting: '' } }, ...options });
  await backend.ready();
  const wire = await WireTap.start(backend.url);
  const browser = await ExtensionBrowser.launch({ ...launch, microphoneWav, backendUrl: wire.url });
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
      // A test may have put another one in its place.
      await call.backend.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return call;
}

/** The sounds at their times, in silence that goes on for a while. */
function recording(says: Heard[]): Int16Array {
  const lastMs = Math.max(0, ...says.map(({ atMs }) => atMs));
  const all = new Int16Array(((lastMs + 8_000) / 1_000) * RATE_HZ);
  for (const heard of says) {
    const pcm = 'pcm' in heard ? heard.pcm : fixture(heard.text);
    all.set(pcm, (heard.atMs / 1_000) * RATE_HZ);
  }
  return all;
}

function fixture(text: string): Int16Array {
  const found = speechFixtures('clean').find((item) => item.text === text);
  if (!found) throw new Error(`There is no clean fixture that says "${text}".`);
  return fixturePcm(found);
}

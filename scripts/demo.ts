/**
 * `npm run demo`: the whole loop without a microphone. The real extension in a headless Chromium hears recorded
 * questions from a WAV file; the terminal shows what was heard and answered, and how fast.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encodeWav, floatToPcm } from '#audio';
import { fixturePcm, speechFixtures } from '../testing/speech-fixtures.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { ExtensionBrowser } from '../e2e/harness/browser.ts';
import type { Turn } from '../extension/lib/session/state/session-state.ts';
import { ensureSystemPackages } from './system-packages.ts';

const RATE_HZ = 16_000;
const OUTPUT = join(import.meta.dirname, '../demo-output');

/** When each question is asked: after the answer before it. */
const QUESTIONS = [
  { text: 'what is twenty three times seventeen', atMs: 1_500 },
  { text: 'set a timer for five minutes', atMs: 10_000 },
  { text: 'what is the date tomorrow', atMs: 17_500 },
];
const TAIL_MS = 5_000;
/** Room for all of it. */
const HEIGHT_PX = 664;

function recording(): Int16Array {
  const clean = speechFixtures('clean');
  const pcm = new Int16Array(((QUESTIONS.at(-1)!.atMs + TAIL_MS) / 1_000) * RATE_HZ);
  for (const { text, atMs } of QUESTIONS) {
    pcm.set(fixturePcm(clean.find((fixture) => fixture.text === text)!), (atMs / 1_000) * RATE_HZ);
  }
  return pcm;
}

if (!ensureSystemPackages(['speech', 'browser'])) process.exit(1);
mkdirSync(OUTPUT, { recursive: true });
const file = (name: string) => join(OUTPUT, name);
writeFileSync(file('microphone.wav'), encodeWav(recording(), RATE_HZ));

// No greeting: the picture shows a conversation from its beginning.
const backend = await startBackend({ config: { conversation: { greeting: '' } } });
await backend.ready();
console.log(`The backend listens on ${backend.url}. Starting Chromium with the extension ...`);
const browser = await ExtensionBrowser.launch({
  microphoneWav: file('microphone.wav'),
  backendUrl: backend.url,
});
try {
  const panel = await browser.openPanel();
  await panel.emulate({ colorScheme: 'light', heightPx: HEIGHT_PX });
  const page = await browser.sessionPage();
  await page.tap();
  await panel.click('primary');
  console.log(`Listening to ${relative(process.cwd(), file('microphone.wav'))}\n`);
  const answered = new Set<number>();
  while (answered.size < QUESTIONS.length) {
    const { turns } = await page.waitForState(
      'the next answer to be finished',
      (state) => state.turns.some((turn) => isAnswered(turn) && !answered.has(turn.turnId)),
      60_000,
    );
    for (const turn of turns.filter((turn) => isAnswered(turn) && !answered.has(turn.turnId))) {
      answered.add(turn.turnId);
      const { stt_final_ms: heard, llm_first_token_ms: word, tts_first_audio_ms: sound } = turn.metrics ?? {};
      console.log(`  You      ${turn.user?.text}`);
      console.log(`  Earshot  ${turn.assistant?.text}`);
      console.log(`           heard after ${heard} ms, first word ${word} ms, first sound ${sound} ms\n`);
    }
  }
  await panel.screenshot(file('side-panel.png'));
  await panel.emulate({ colorScheme: 'dark', heightPx: HEIGHT_PX });
  await panel.screenshot(file('side-panel-dark.png'));
  const last = Math.max(...answered);
  writeFileSync(file('answer.wav'), encodeWav(floatToPcm(await page.renderedOfTurn(last)), RATE_HZ));
  console.log(`The spoken answer, as it was really played:  ${relative(process.cwd(), file('answer.wav'))}`);
  console.log(
    `The side panel:                              ${relative(process.cwd(), file('side-panel.png'))}`,
  );
} finally {
  await browser.close();
  await backend.stop();
}

function isAnswered({ user, assistant }: Turn): boolean {
  return user !== null && assistant?.final === true;
}

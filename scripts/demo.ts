/**
 * `npm run demo`: the whole loop without a microphone. The release build of the extension in a headless Chromium hears
 * recorded questions from a WAV file; the terminal shows transcripts, answers and latencies.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encodeWav } from '#audio';
import type { MetricsData, TextData } from '#protocol';
import { findBrowser } from '../backend/src/cli/find-browser.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { ExtensionBrowser } from '../e2e/harness/browser.ts';
import { until } from '../e2e/harness/cdp.ts';
import { WireTap } from '../e2e/harness/wire-tap.ts';
import { fixturePcm, quietRoom, speechFixtures } from '../testing/speech-fixtures.ts';
import { ensureSystemPackages } from './system-packages.ts';

const RATE_HZ = 16_000;
const OUTPUT = join(import.meta.dirname, '../demo-output');

/** Each question comes after the answer to the one before it. */
const QUESTIONS = [
  { text: 'what is twenty three times seventeen', atMs: 1_500 },
  { text: 'set a timer for five minutes', atMs: 10_000 },
  { text: 'what is the date tomorrow', atMs: 17_500 },
];
const TAIL_MS = 5_000;
const ANSWER_TIMEOUT_MS = 60_000;
/** Tall enough to show the whole conversation. */
const PANEL_HEIGHT_PX = 664;

interface AnsweredTurn {
  turnId: number;
  question: string;
  answer: string;
  metrics: MetricsData;
}

if (!ensureSystemPackages(['browser']) && !findBrowser(process.env)) process.exit(1);
/** Without offline speech recognition the questions are typed. */
const canHear = ensureSystemPackages(['speech']);
mkdirSync(OUTPUT, { recursive: true });
const file = (name: string) => join(OUTPUT, name);
const shown = (name: string) => relative(process.cwd(), file(name));
writeFileSync(file('microphone.wav'), encodeWav(recording(), RATE_HZ));

// Without a greeting the picture shows a conversation from its beginning.
const backend = await startBackend({ config: { conversation: { greeting: '' } } });
await backend.ready();
const wire = await WireTap.start(backend.url);
console.log(`The backend listens on ${backend.url}. Starting Chromium with the extension ...`);
const browser = await ExtensionBrowser.launch({
  build: 'release',
  microphoneWav: file('microphone.wav'),
  backendUrl: wire.url,
});
try {
  const panel = await browser.openPanel();
  await panel.emulate({ colorScheme: 'light', heightPx: PANEL_HEIGHT_PX });
  await panel.click('primary');
  console.log(canHear ? `Listening to ${shown('microphone.wav')}\n` : 'Typing the questions\n');
  let turnId = 0;
  for (const { text } of QUESTIONS) {
    if (!canHear) await panel.type(text);
    const turn = await until(
      'the next answer',
      async () => answeredTurns(wire).find((answered) => answered.turnId > turnId),
      ANSWER_TIMEOUT_MS,
    );
    turnId = turn.turnId;
    const { stt_final_ms: transcript, llm_first_token_ms: word, tts_first_audio_ms: sound } = turn.metrics;
    console.log(`  You      ${turn.question}`);
    console.log(`  Earshot  ${turn.answer}`);
    const heard = canHear ? `transcript after ${transcript} ms, ` : '';
    console.log(`           ${heard}first word ${word} ms, first sound ${sound} ms\n`);
  }
  if (canHear) await panel.waitForStatus('Listening');
  await panel.screenshot(file('side-panel.png'));
  await panel.emulate({ colorScheme: 'dark', heightPx: PANEL_HEIGHT_PX });
  await panel.screenshot(file('side-panel-dark.png'));
  writeFileSync(file('answer.wav'), encodeWav(wire.audioOf(turnId), RATE_HZ));
  console.log(`The last answer:  ${shown('answer.wav')}`);
  console.log(`The side panel:   ${shown('side-panel.png')}`);
} finally {
  await browser.close();
  await wire.stop();
  await backend.stop();
}

function recording(): Int16Array {
  const clean = speechFixtures('clean');
  const pcm = quietRoom(QUESTIONS.at(-1)!.atMs + TAIL_MS);
  for (const { text, atMs } of QUESTIONS) {
    pcm.set(fixturePcm(clean.find((fixture) => fixture.text === text)!), (atMs / 1_000) * RATE_HZ);
  }
  return pcm;
}

/** Turns whose question, finished answer and metrics have come from the backend, oldest first. */
function answeredTurns({ fromServer }: WireTap): AnsweredTurn[] {
  const finalText = (role: TextData['role'], turnId: number) =>
    fromServer.flatMap((message) =>
      message.type === 'data' &&
      message.name === 'text_data' &&
      message.data.role === role &&
      message.data.turn_id === turnId &&
      message.data.is_final
        ? [message.data.text]
        : [],
    )[0];
  return fromServer.flatMap((message) => {
    if (message.type !== 'data' || message.name !== 'metrics') return [];
    const { turn_id: turnId } = message.data;
    const question = finalText('user', turnId);
    const answer = finalText('assistant', turnId);
    return question && answer ? [{ turnId, question, answer, metrics: message.data }] : [];
  });
}

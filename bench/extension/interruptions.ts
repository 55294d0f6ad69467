/** Interruptions of answers in the real extension, by speech and by Esc. */
import { until } from '../../e2e/harness/cdp.ts';
import { prepareCall, type Call, type TimedSound } from '../../e2e/harness/call.ts';
import { OnsetWatch } from '../../e2e/harness/onset-watch.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { StopWatch, type Stop } from './stop-watch.ts';

export interface Interruption {
  text: string;
  /** How long the answer had been audible when the words began, in ms. */
  beganAtMs: number;
  /** From the first loud microphone sample to the last sample of the answer, in ms. Infinity: never stopped. */
  silentAfterMs: number;
}

export interface Interruptions {
  bySpeech: Interruption[];
  stops: Stop[];
}

/** Words said over the answers, each once at the beginning and once later. */
const WORDS = [
  'stop talking',
  'what time is it',
  'what does the word courage mean',
  'how many kilometers are in ten miles',
];
/** Time from the question to the words over its answer. */
const EARLY_MS = [800, 1_300, 1_800, 2_300];
const LATE_MS = [3_900, 4_600, 5_300, 6_000];
/** Time for the reply, and for the microphone to be silent again. */
const BETWEEN_MS = 5_000;
const RATE_HZ = 16_000;

interface Planned {
  text: string;
  /** Offset from the start of the microphone, in ms. */
  askAtMs: number;
  speakAtMs: number;
}

/** @param rounds number of rounds with eight interruptions by speech and eight by Esc, in one conversation */
export async function interruptions(rounds: number): Promise<Interruptions> {
  const plan = planned(rounds);
  const call = await prepareCall({ says: plan.map(({ text, speakAtMs }) => heard(text, speakAtMs)) });
  try {
    const onsets = new OnsetWatch(call.session);
    await onsets.begin();
    const stopWatch = new StopWatch(call.session);
    await stopWatch.begin();
    await call.panel.click('primary');
    await call.session.waitForState('the microphone to be live', ({ microphone }) => microphone === 'live');
    const microphoneAt = performance.now();
    await call.panel.waitForStatus('Listening');
    const bySpeech: Interruption[] = [];
    for (const { text, askAtMs, speakAtMs } of plan) {
      await new Promise((resolve) => setTimeout(resolve, microphoneAt + askAtMs - performance.now()));
      const { audibleAt, silentAfterMs } = await interruptBySpeech(call, onsets);
      bySpeech.push({ text, beganAtMs: microphoneAt + speakAtMs - audibleAt, silentAfterMs });
    }
    for (const playedMs of [...EARLY_MS, ...LATE_MS]) await cutByEsc(call, playedMs);
    return { bySpeech, stops: await stopWatch.stops() };
  } finally {
    await call.end();
  }
}

function planned(rounds: number): Planned[] {
  const leads = Array.from({ length: rounds }, () => [...EARLY_MS, ...LATE_MS]).flat();
  let askAtMs = 2_000;
  return leads.map((leadMs, i) => {
    const one = { text: WORDS[i % WORDS.length]!, askAtMs, speakAtMs: askAtMs + leadMs };
    askAtMs = one.speakAtMs + BETWEEN_MS;
    return one;
  });
}

/** Cuts leading and trailing silence. */
function heard(text: string, atMs: number): TimedSound {
  const fixture = speechFixtures('clean').find((candidate) => candidate.text === text)!;
  const sample = (ms: number) => (ms * RATE_HZ) / 1_000;
  const pcm = fixturePcm(fixture).slice(sample(fixture.speechStartMs), sample(fixture.speechEndMs));
  return { pcm, atMs };
}

async function interruptBySpeech(call: Call, onsets: OnsetWatch) {
  const before = (await onsets.silencesAfterMs()).length;
  const { turnId, audibleAt } = await ask(call);
  await untilCut(call, turnId);
  const silences = await until('the silence to be measured', async () => {
    const found = await onsets.silencesAfterMs();
    return found.length > before && found;
  }).catch(() => undefined);
  return { audibleAt, silentAfterMs: silences?.[before] ?? Infinity };
}

async function cutByEsc(call: Call, playedMs: number): Promise<void> {
  const { turnId } = await ask(call);
  await new Promise((resolve) => setTimeout(resolve, playedMs));
  await call.panel.press('Escape');
  await untilCut(call, turnId);
  await call.session.waitForSilence('flush', turnId);
}

/** Asks for the longest answer. Resolves when it is audible. */
async function ask({ panel, session }: Call) {
  const { turnId: previous } = await session.state();
  await panel.type('help');
  const { turnId } = await session.waitForState(
    'the answer to sound',
    (state) => state.turnId > previous && state.audible,
  );
  return { turnId, audibleAt: performance.now() };
}

const untilCut = ({ session }: Call, turnId: number) =>
  session.waitForState(
    'the answer to be cut off',
    ({ turns }) => turns.some((turn) => turn.turnId === turnId && turn.assistant?.interrupted === true),
    15_000,
  );

/** Answers that are cut off in the real extension: by voice, and by Esc. */
import { until } from '../../e2e/harness/cdp.ts';
import { prepareCall, type Call, type Heard } from '../../e2e/harness/call.ts';
import { OnsetWatch } from '../../e2e/harness/onset-watch.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { StopWatch, type Stop } from './stop-watch.ts';

export interface Interruption {
  text: string;
  /** How long the answer had sounded when the words began. */
  beganAtMs: number;
  /** From the first loud sample that the extension's microphone gave to the last one of the answer. Infinity: never. */
  silentAfterMs: number;
}

export interface Interruptions {
  byVoice: Interruption[];
  stops: Stop[];
}

/** What is said over the answers, each once in their beginning and once later. */
const WORDS = [
  'stop talking',
  'what time is it',
  'what does the word courage mean',
  'how many kilometers are in ten miles',
];
/** From the question to the words over its answer, which begins after a tenth of a second or two. */
const EARLY_MS = [800, 1_300, 1_800, 2_300];
const LATE_MS = [3_900, 4_600, 5_300, 6_000];
/** For what was said to be answered, and for the microphone to be quiet again. */
const BETWEEN_MS = 5_000;
const RATE_HZ = 16_000;

interface Planned {
  text: string;
  /** From the start of the microphone. */
  askAtMs: number;
  speakAtMs: number;
}

/** @param rounds of eight interruptions by voice and eight by Esc, in one call */
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
    const byVoice: Interruption[] = [];
    for (const { text, askAtMs, speakAtMs } of plan) {
      await new Promise((resolve) => setTimeout(resolve, microphoneAt + askAtMs - performance.now()));
      const { audibleAt, silentAfterMs } = await cutByVoice(call, onsets);
      byVoice.push({ text, beganAtMs: microphoneAt + speakAtMs - audibleAt, silentAfterMs });
    }
    for (const playedMs of [...EARLY_MS, ...LATE_MS]) await cutByEsc(call, playedMs);
    return { byVoice, stops: await stopWatch.stops() };
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

/** Without the silence around it. */
function heard(text: string, atMs: number): Heard {
  const fixture = speechFixtures('clean').find((candidate) => candidate.text === text)!;
  const sample = (ms: number) => (ms * RATE_HZ) / 1_000;
  const pcm = fixturePcm(fixture).slice(sample(fixture.speechStartMs), sample(fixture.speechEndMs));
  return { pcm, atMs };
}

async function cutByVoice(call: Call, onsets: OnsetWatch) {
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
  await call.session.waitForStop('flush', turnId);
}

/** Asks for the longest answer there is. Resolves when it sounds. */
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

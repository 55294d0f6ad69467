/** Runs one scene: the real detector, the real recogniser, a real session; the model and the client are scripted. */
import type * as conversationModule from '../../backend/src/main-control/options/conversation-options.ts';
import type * as sessionModule from '../../backend/src/session/session.ts';
import type * as answererModule from '../../backend/src/skills/skill-answerer.ts';
import type { Llm } from '../../backend/src/llm/llm.port.ts';
import type { Stt } from '../../backend/src/stt/stt.port.ts';
import type { Tts } from '../../backend/src/tts/tts.port.ts';
import type { Vad } from '../../backend/src/vad/vad.port.ts';
import type * as userModule from '../../backend/src/user-data/user-data.ts';
import { built } from '../lib/built.ts';
import { SESSION_OPTIONS } from '../lib/session-options.ts';
import { SceneLoudspeaker, type PlayedTurn } from './simulation/loudspeaker.ts';
import { SAMPLES_PER_MS, SceneMicrophone } from './simulation/microphone.ts';
import { answerOf, type Scene } from './recordings.ts';
import type { VirtualTime } from './simulation/virtual-time.ts';
import { watch } from './simulation/watched-detector.ts';

const { Session } = await built<typeof sessionModule>('backend/src/session/session.js');
const { SkillAnswerer } = await built<typeof answererModule>('backend/src/skills/skill-answerer.js');
const { UserData } = await built<typeof userModule>('backend/src/user-data/user-data.js');

/** One message of the microphone. */
const FRAME_MS = 20;
const VAD_FRAME_SAMPLES = 512;

const QUESTION_AT_MS = 300;
const MODEL_MS = 150;
const TTS_MS = 25;
const TTS_CHUNK_SAMPLES = 1_600;

/** The model's answer to everything, about three seconds long. */
const REPLY = 'Here is what I found for you about that. It took me only a moment.';

/** A scene is over after this much silence. */
const QUIET_MS = 2_500;
const MAX_SCENE_MS = 25_000;

export type ConversationOptions = conversationModule.ConversationOptions;

export interface World {
  time: VirtualTime;
  vad: Vad;
  stt: Stt;
  /** PCM of the assistant's speech at 16 kHz. */
  speak(text: string): Promise<Int16Array>;
  /** Drops the cached results of the previous scene. */
  forget(): void;
}

/** What a client noticed during a scene. Times count from its start. */
export interface Observation {
  answers: PlayedTurn[];
  /** The user's turns by number: final text. */
  userTurns: { turnId: number; text: string }[];
  speech: { startMs: number; endMs: number }[];
  errors: string[];
}

export async function runScene(
  world: World,
  scene: Scene,
  take: number,
  options: ConversationOptions,
): Promise<Observation> {
  const { time } = world;
  const microphone = new SceneMicrophone(scene, take);
  const loudspeaker = new SceneLoudspeaker();
  const watched = watch(world.vad);
  const errors: string[] = [];
  const clock = { now: () => time.now, wallTimeMs: () => time.now };
  const session = new Session(SESSION_OPTIONS, {
    providers: {
      vad: watched.vad,
      stt: world.stt,
      llm: scriptedLlm(scene),
      tts: scriptedTts(world),
    },
    user: new UserData({ clock }),
    answerer: new SkillAnswerer(),
    answererFirst: false,
    options,
    clock,
    log: (error) => errors.push(error.message),
  });
  loudspeaker.report = (playback) => session.playback(playback);
  loudspeaker.onFirstAudio = (turnId, ms) => {
    if (turnId === 1 && scene.answer !== undefined) microphone.answerStarts(ms);
  };
  session.start({ bufferedAmount: 0, send: (frame) => loudspeaker.receive(frame), close: () => undefined });
  await time.settle();
  const played = new Int16Array(MAX_SCENE_MS * SAMPLES_PER_MS);
  let quietSinceMs = 0;
  for (let nowMs = 0; nowMs < MAX_SCENE_MS; nowMs += FRAME_MS) {
    if (nowMs === QUESTION_AT_MS && scene.answer !== undefined) session.textInput({ text: 'please tell me' });
    played.set(loudspeaker.play(nowMs, FRAME_MS), nowMs * SAMPLES_PER_MS);
    await time.pass(FRAME_MS);
    session.audio(microphone.read(nowMs, FRAME_MS, played));
    await watched.judged(time, ((nowMs + FRAME_MS) * SAMPLES_PER_MS) / VAD_FRAME_SAMPLES);
    const awaited = Math.max(
      scene.lengthMs ?? 0,
      Math.min(microphone.endMs, MAX_SCENE_MS),
      QUESTION_AT_MS + 1,
    );
    if (nowMs <= awaited || loudspeaker.busy) quietSinceMs = nowMs;
    if (nowMs - quietSinceMs > QUIET_MS) break;
    // The answer should have gone on; later events cannot make that right.
    if (scene.outcome.answer === 'goes on' && loudspeaker.turns[0]?.flushed) break;
  }
  session.close();
  await time.settle();
  return {
    answers: loudspeaker.turns,
    userTurns: [...loudspeaker.userTexts].flatMap(([turnId, { text, final }]) =>
      final && text !== '' ? [{ turnId, text }] : [],
    ),
    speech: microphone.speech,
    errors: [...errors, ...loudspeaker.errors],
  };
}

const warmUp = async (): Promise<void> => undefined;

function scriptedLlm(scene: Scene): Llm {
  return {
    name: 'scripted',
    fallbacks: [],
    isLocal: true,
    localNames: [],
    modelName: undefined,
    mayHaveNoModel: false,
    neverHasModel: false,
    warmUp,
    connect: warmUp,
    async *stream({ messages, signal }) {
      await wait(scene.modelMs ?? MODEL_MS, signal);
      if (signal.aborted) return;
      const isTyped = messages.at(-1)!.content === 'please tell me';
      yield { type: 'text', text: (isTyped && answerOf(scene)) || REPLY };
    },
  };
}

function scriptedTts({ time, speak }: World): Tts {
  return {
    name: 'scripted',
    fallbacks: [],
    isLocal: true,
    localNames: [],
    sampleRateHz: 16_000,
    speakingRates: undefined,
    warmUp,
    connect: warmUp,
    async *synthesize(clauses, { signal }) {
      let clause = 0;
      for await (const text of clauses) {
        const pcm = await time.during(speak(text));
        await wait(TTS_MS, signal);
        for (let at = 0; at < pcm.length && !signal.aborted; at += TTS_CHUNK_SAMPLES)
          yield { pcm: pcm.slice(at, at + TTS_CHUNK_SAMPLES), clause };
        if (signal.aborted) return;
        clause++;
      }
    },
  };
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

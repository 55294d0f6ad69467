/** What a session does when a recording is heard, or when its words are typed. */
import type { Stt } from '../../../backend/src/stt/stt.port.ts';
import type { Page, Saying } from '../corpus.ts';
import type { Recording } from '../recordings.ts';
import { PageClient } from './page-client.ts';
import { startSession, type World } from './world.ts';

export interface Outcome {
  /** The words of each turn. */
  heard: string[];
  /** Such as `click e5` and `scroll {"direction":"down"}`. */
  did: string[];
  /** The controls that it asked about. */
  asked: string[];
  said: string;
  errors: string[];
}

const SAMPLES_PER_MS = 16;

/** One message of the microphone. */
const FRAME_MS = 20;
const VAD_FRAME_SAMPLES = 512;

/** Longer than any pause that ends a turn. */
const MAX_AFTER_MS = 4_000;

/** An act may follow a sound or a question. */
const AFTER_ANSWER_MS = 100;
const TYPED_MS = 500;

/** @param stt of the world, or one that hears the same without the page */
export async function hear(
  world: World,
  stt: Stt,
  recording: Pick<Recording, 'page' | 'numbersShown' | 'teens' | 'speechEndMs' | 'pcm'>,
  roles: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const { time } = world;
  const client = new PageClient(recording, roles);
  await world.holder.hold({ names: client.phrases, numbers: [] });
  const { session, detector } = startSession(world, stt, client);
  await time.settle();
  if (recording.numbersShown) await type('show numbers');
  client.forget();
  const pcm = recording.pcm(MAX_AFTER_MS);
  let answeredAtMs = Infinity;
  for (let at = 0; at < pcm.length; at += FRAME_MS * SAMPLES_PER_MS) {
    const frame = pcm.subarray(at, at + FRAME_MS * SAMPLES_PER_MS);
    await time.pass(FRAME_MS);
    session.audio(frame.slice());
    await detector.judged(time, (at + frame.length) / VAD_FRAME_SAMPLES);
    const nowMs = at / SAMPLES_PER_MS;
    if (client.isAnswered && nowMs > recording.speechEndMs) answeredAtMs = Math.min(answeredAtMs, nowMs);
    if (nowMs > answeredAtMs + AFTER_ANSWER_MS) break;
  }
  const { did, said } = client;
  const heard = [...client.heard];
  if (did.length === 0 && client.asked.length === 0 && said.endsWith('?')) {
    // What a question is about that showed no numbers is what a yes does.
    client.did = [];
    await type('yes');
    client.asked.push(...client.did.flatMap((act) => /^\S+ (e\d+)$/.exec(act)?.[1] ?? []));
  }
  session.close();
  await time.settle();
  return { heard, did, asked: [...client.asked], said, errors: client.errors };

  async function type(text: string): Promise<void> {
    session.textInput({ text });
    await time.pass(TYPED_MS);
  }
}

/** The same words, typed: what is right for a command that any page has, and for what is no command. */
export async function readTyped(
  world: World,
  saying: Saying,
  roles: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const { words, numbersShown } = saying;
  const client = new PageClient(saying, roles);
  const { session } = startSession(world, world.stt, client);
  await world.time.settle();
  if (numbersShown) {
    session.textInput({ text: 'show numbers' });
    await world.time.pass(TYPED_MS);
  }
  client.forget();
  session.textInput({ text: words });
  await world.time.pass(TYPED_MS);
  session.close();
  await world.time.settle();
  const { did, asked, said, errors } = client;
  return { heard: [words], did, asked, said, errors };
}

/** What is checked is a box, what is selected a choice; all else is a link. */
export function rolesOn(page: Page, all: readonly Saying[]): Map<string, string> {
  const roles = new Map<string, string>();
  for (const { words, target, page: own } of all) {
    if (own.id !== page.id || !target || !('name' in target)) continue;
    if (/^(?:un)?check /.test(words)) roles.set(target.name, 'checkbox');
    if (words.startsWith('select ')) roles.set(target.name, 'radio');
  }
  return roles;
}

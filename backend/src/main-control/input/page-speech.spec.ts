/** Speech while the recogniser knows what a page shows. */
import { afterEach, describe, expect, it } from 'vitest';
import { Stt, type PagePhrases, type SttEvent, type SttInput } from '../../stt/stt.port.js';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import { Vad, type VadFrame } from '../../vad/vad.port.js';
import { DEFAULT_POLICIES } from '../options/policy-options.js';
import type { InputEvent } from './input-events.js';
import { SpeechInput, type SpeechInputDeps } from './speech-input.js';

const PAGE: PagePhrases = { names: ['Sign in'], numbers: [] };
const COMMAND = { text: 'click Sign in', target: 'Sign in', confidence: 0.95 };

/** The probability of speech is the first sample of a frame, in percent. */
class ScriptedVad extends Vad {
  readonly name = 'scripted';

  async warmUp(): Promise<void> {}

  async *detect(audio: AsyncIterable<Int16Array>): AsyncGenerator<VadFrame, void, undefined> {
    for await (const pcm of audio) yield { pcm, speechProbability: pcm[0]! / 100 };
  }
}

/** Hears a command at each pause, and repeats it in the final transcript. */
class PageStt extends Stt {
  readonly name = 'page';
  /** What each connection got but for audio. */
  readonly connections: string[][] = [];

  constructor(
    private readonly confidence: number,
    private readonly failsAt?: string,
    private readonly words = 'sign in',
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    const got: string[] = [];
    this.connections.push(got);
    const command = { ...COMMAND, confidence: this.confidence };
    for await (const item of input) {
      if (item.type === 'audio') continue;
      got.push(item.type === 'phrases' ? `page ${item.phrases.names.join()}` : item.type);
      if (item.type === this.failsAt) throw new Error('It died.');
      if (item.type === 'speech_pause') yield { type: 'command', command };
      if (item.type === 'speech_end') yield { type: 'final', text: this.words, command };
    }
  }
}

describe(`${SpeechInput.name} with a page`, () => {
  let sut: SpeechInput;
  afterEach(() => sut.close());

  function start(changes: Partial<SpeechInputDeps> = {}, stt = new PageStt(COMMAND.confidence)) {
    const events: InputEvent[] = [];
    sut = new SpeechInput({
      vad: new ScriptedVad(),
      policies: DEFAULT_POLICIES,
      words: ENGLISH_TURN_TAKING_WORDS,
      stt: () => stt,
      language: () => 'en-US',
      phrases: () => PAGE,
      mode: () => 'hands_free',
      acceptsKeys: () => false,
      assistantAudible: () => false,
      onSpeech: () => undefined,
      dispatch: (event) => events.push(event),
      log: () => undefined,
      ...changes,
    });
    sut.start();
    /** Frames of 32 ms, each heard before the next one. */
    const hear = async (count: number, percent: number) => {
      for (let i = 0; i < count; i++) {
        sut.push(new Int16Array(512).fill(percent));
        for (let step = 0; step < 5; step++) await new Promise(setImmediate);
      }
    };
    const marks = () => stt.connections.flat();
    const ends = () => events.filter(({ type }) => type === 'speech_end');
    return { events, hear, marks, ends };
  }

  it('ends with a command that its recogniser is sure of, and what follows is new speech', async () => {
    const { events, hear, marks, ends } = start();
    await hear(4, 90);
    await hear(2, 5);
    expect(marks()).toEqual(['page Sign in', 'speech_start']);
    await hear(1, 5);
    expect(marks().slice(2)).toEqual(['speech_pause', 'speech_end']);
    expect(ends()).toEqual([{ type: 'speech_end', agoMs: expect.any(Number), transcriptOwed: true }]);
    expect((ends()[0] as { agoMs: number }).agoMs).toBeGreaterThanOrEqual(96);
    expect(events.at(-1)).toEqual({ type: 'stt_final', text: 'sign in', command: COMMAND });
    await hear(2, 90);
    expect(marks().at(-1)).toBe('speech_start');
    expect(ends()).toHaveLength(1);
  });

  it('tells its recogniser once of each pause, and goes on when it is not sure', async () => {
    const { hear, marks, ends } = start({}, new PageStt(0.89));
    await hear(4, 90);
    await hear(5, 5);
    await hear(2, 90);
    await hear(10, 5);
    const pauses = ['speech_pause', 'speech_pause'];
    expect(marks()).toEqual(['page Sign in', 'speech_start', ...pauses, 'speech_end']);
    expect(ends()).toMatchObject([{ agoMs: 192 }]);
  });

  it.each<[string, Partial<SpeechInputDeps>]>([
    ['there is no page', { phrases: () => undefined }],
    ['the page is empty', { phrases: () => ({ names: [], numbers: [] }) }],
    ['the assistant is audible', { assistantAudible: () => true }],
    [
      'commands are switched off',
      {
        policies: { ...DEFAULT_POLICIES, heardCommand: { ...DEFAULT_POLICIES.heardCommand, enabled: false } },
      },
    ],
  ])('makes no pause where %s', async (_, changes) => {
    const { hear, marks, ends } = start(changes);
    await hear(4, 90);
    await hear(10, 5);
    expect(marks().filter((mark) => !mark.startsWith('page'))).toEqual(['speech_start', 'speech_end']);
    expect(ends()).toMatchObject([{ agoMs: 192 }]);
  });

  it('of a key makes no pause', async () => {
    const { hear, marks } = start({ mode: () => 'push_to_talk', acceptsKeys: () => true });
    sut.pushToTalk(true);
    await hear(4, 90);
    await hear(10, 5);
    sut.pushToTalk(false);
    await hear(1, 5);
    expect(marks()).toEqual(['page Sign in', 'speech_start', 'speech_end']);
  });

  it('has the newest names when it begins, and after another recogniser was connected', async () => {
    let names = ['A'];
    const stt = new PageStt(0);
    const { hear, marks } = start({ phrases: () => ({ names, numbers: [] }) }, stt);
    sut.phrasesChanged();
    names = ['B'];
    await hear(4, 90);
    await hear(10, 5);
    expect(marks()).toEqual(['page A', 'page B', 'speech_start', 'speech_pause', 'speech_end']);
    sut.reconnect();
    await hear(1, 5);
    expect(stt.connections.slice(1)).toEqual([['page B']]);
  });

  it('has the names again with a recogniser that has failed and is tried again', async () => {
    const stt = new PageStt(0, 'speech_end');
    const { hear } = start({}, stt);
    await hear(4, 90);
    await hear(10, 5);
    expect(stt.connections).toEqual([['page Sign in', 'speech_start', 'speech_pause', 'speech_end']]);
    sut.reconnect();
    await hear(4, 90);
    expect(stt.connections[1]).toEqual(['page Sign in', 'speech_start']);
  });

  it.each([
    ['sign in', 'mhm'],
    ['', ''],
  ])('of a hum over the answer is no command, whatever words are heard: "%s"', async (words, text) => {
    const stt = new PageStt(COMMAND.confidence, undefined, words);
    const changes: Partial<SpeechInputDeps> = {
      assistantAudible: () => true,
      policies: { ...DEFAULT_POLICIES, hum: { ...DEFAULT_POLICIES.hum, minMs: 0, brightBelowDb: 99 } },
    };
    const { events, hear } = start(changes, stt);
    await hear(4, 90);
    await hear(10, 5);
    expect(events.at(-1)).toEqual({ type: 'stt_final', text });
  });
});

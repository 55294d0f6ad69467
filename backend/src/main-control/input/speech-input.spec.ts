import { afterEach, describe, expect, it } from 'vitest';
import { concatPcm } from '#audio';
import { Stt, type SttEvent, type SttInput } from '../../stt/stt.port.js';
import { LoudnessVad } from '../../../../testing/scripted-providers.js';
import { mhm, silence } from '../../../../testing/sounds.js';
import type { Mode } from '#protocol';
import type { InputEvent } from './input-events.js';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import { DEFAULT_POLICIES } from '../options/policy-options.js';
import type { InputPolicies } from './input-policies.js';
import { SpeechInput } from './speech-input.js';

/** Recognises the same word in all speech. */
class OneWordStt extends Stt {
  readonly name = 'one-word';

  constructor(private readonly word: string) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    for await (const item of input) if (item.type === 'speech_end') yield { type: 'final', text: this.word };
  }
}

describe(SpeechInput.name, () => {
  let sut: SpeechInput;
  afterEach(() => sut.close());

  function start(
    word: string,
    over: { mode: Mode; assistantAudible: boolean },
    policies: InputPolicies = DEFAULT_POLICIES,
  ) {
    const events: InputEvent[] = [];
    let changed = Promise.withResolvers<void>();
    const stt = new OneWordStt(word);
    sut = new SpeechInput({
      vad: new LoudnessVad(),
      policies,
      words: ENGLISH_TURN_TAKING_WORDS,
      absentMs: 50,
      stt: () => stt,
      language: () => 'en-US',
      phrases: () => undefined,
      mode: () => over.mode,
      acceptsKeys: () => over.mode === 'push_to_talk',
      assistantAudible: () => over.assistantAudible,
      onSpeech: () => undefined,
      dispatch: (event) => {
        events.push(event);
        changed.resolve();
        changed = Promise.withResolvers();
      },
      log: () => undefined,
    });
    const finals = () => events.flatMap((event) => (event.type === 'stt_final' ? [event.text] : []));
    const heard = async (count: number) => {
      while (finals().length < count) await changed.promise;
      return finals();
    };
    const say = (pcm: Int16Array) => {
      for (let at = 0; at < pcm.length; at += 512) sut.push(pcm.slice(at, at + 512));
    };
    return { heard, say };
  }

  const hum = concatPcm([mhm(), silence(600)]);
  const noise = concatPcm([
    Int16Array.from({ length: 6_000 }, (_, i) => (i % 2 ? 9_000 : -9_000)),
    silence(600),
  ]);

  it('replaces the transcript of a hum over the answer by “mhm”', async () => {
    const { heard, say } = start('who', { mode: 'hands_free', assistantAudible: true });
    say(hum);
    expect(await heard(1)).toEqual(['mhm']);
    say(noise);
    expect(await heard(2)).toEqual(['mhm', 'who']);
  });

  it('keeps the word if the hum policy is off', async () => {
    const policies = { ...DEFAULT_POLICIES, hum: { ...DEFAULT_POLICIES.hum, enabled: false } };
    const { heard, say } = start('who', { mode: 'hands_free', assistantAudible: true }, policies);
    say(hum);
    expect(await heard(1)).toEqual(['who']);
  });

  it('detects speech when push-to-talk is switched off during it', async () => {
    const over = { mode: 'push_to_talk' as Mode, assistantAudible: false };
    const { heard, say } = start('hello', over);
    say(concatPcm([noise.subarray(0, 6_000), noise.subarray(0, 6_000), noise.subarray(0, 6_000)]));
    await new Promise(setImmediate);
    over.mode = 'hands_free';
    sut.modeChanged();
    say(noise);
    expect(await heard(1)).toEqual(['hello']);
  });

  it('ends speech when the client stays away', async () => {
    const { heard, say } = start('hello', { mode: 'hands_free', assistantAudible: false });
    say(noise.subarray(0, 6_000));
    sut.clientGone();
    expect(await heard(1)).toEqual(['hello']);
  });

  it('keeps the word if the assistant is silent or if it is a stop command', async () => {
    const alone = start('two', { mode: 'hands_free', assistantAudible: false });
    alone.say(hum);
    expect(await alone.heard(1)).toEqual(['two']);
    sut.close();
    const stopping = start('no', { mode: 'hands_free', assistantAudible: true });
    stopping.say(hum);
    expect(await stopping.heard(1)).toEqual(['no']);
  });

  it('keeps the word with push-to-talk, even after a hum', async () => {
    const over = { mode: 'hands_free' as Mode, assistantAudible: true };
    const { heard, say } = start('next', over);
    say(hum);
    await heard(1);
    over.mode = 'push_to_talk';
    sut.modeChanged();
    sut.pushToTalk(true);
    say(noise);
    sut.pushToTalk(false);
    expect(await heard(2)).toEqual(['mhm', 'next']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderError } from '../../common/provider-error.js';
import { domainSentences } from '../../skills/domain-sentences.js';
import { fixturePcm, microphoneChunks, speechFixtures, toAsync } from '../../testing/speech-fixtures.js';
import { SileroVad } from '../../vad/providers/silero.js';
import { SpeechGate } from '../../vad/speech-gate.js';
import type { SttEvent, SttInput } from '../stt.port.js';
import { EmbeddedStt } from './embedded.js';

const vad = new SileroVad();
const sut = new EmbeddedStt({ sentences: domainSentences });
const never = new AbortController().signal;

/** What main control does: the detector's frames and the gate's marks, as fast as possible. */
async function* heard(pcm: Int16Array): AsyncGenerator<SttInput> {
  const gate = new SpeechGate();
  for await (const frame of vad.detect(toAsync(microphoneChunks(pcm)), never)) {
    yield { type: 'audio', pcm: frame.pcm };
    const event = gate.push(frame.speechProbability, frame.pcm.length);
    if (event) yield { type: event.type };
  }
}

async function transcribe(input: AsyncIterable<SttInput>): Promise<SttEvent[]> {
  const events: SttEvent[] = [];
  for await (const event of sut.transcribe(input, { language: 'en-US', signal: never })) events.push(event);
  return events;
}

const texts = (events: SttEvent[], wanted: 'partial' | 'final') =>
  events.flatMap((event) => (event.type === wanted ? [event.text] : []));

const understood = (events: SttEvent[]) => texts(events, 'final').filter(Boolean).join(' ');

describe(EmbeddedStt.name, () => {
  beforeAll(async () => {
    await Promise.all([vad.warmUp(), sut.warmUp()]);
  }, 30_000);
  afterAll(() => sut.onModuleDestroy());

  it('understands at least 9 of 10 clean recordings word by word', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    for (const fixture of speechFixtures('clean')) {
      const text = understood(await transcribe(heard(fixturePcm(fixture))));
      if (text !== fixture.text) wrong.push(`"${fixture.text}" as "${text}"`);
    }
    expect(wrong.length, `misunderstood: ${wrong.join('; ')}`).toBeLessThanOrEqual(1);
  });
});

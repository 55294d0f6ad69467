import { onTestFinished } from 'vitest';
import { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { SttInputQueue } from '../../../backend/src/stt/input-queue.js';
import type { ResilientStt } from '../../../backend/src/stt/resilient-stt.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../../backend/src/stt/stt.port.js';

export const lost = (retryable = true) =>
  new ProviderError('stt', 'first', 'provider_unavailable', 'The connection was lost.', { retryable });

export const audio = (value: number): SttInput => ({ type: 'audio', pcm: new Int16Array(512).fill(value) });
export const start: SttInput = { type: 'speech_start' };
export const end: SttInput = { type: 'speech_end' };

/** What a connection got: the values of its audio, its marks, and the names of the page. */
type Got = (number | 'start' | 'pause' | 'end' | `page ${string}`)[];

export const page = (...names: string[]): SttInput => ({ type: 'phrases', phrases: { names, numbers: [] } });

/** Returns the audio between marks as a final. A connection breaks at the item for which `failsAt` returns an error. */
export class FlakyStt extends Stt {
  readonly connections: Got[] = [];

  constructor(
    readonly name: string,
    private readonly failsAt: (connection: number, got: Got) => ProviderError | undefined = () => undefined,
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>, _options: SttOptions): AsyncGenerator<SttEvent> {
    const got: Got = [];
    const connection = this.connections.push(got);
    let words: number[] = [];
    for await (const item of input) {
      got.push(gotOf(item));
      const error = this.failsAt(connection, got);
      if (error) throw error;
      if (item.type === 'audio') words.push(item.pcm[0]!);
      else if (item.type === 'speech_start') words = [];
      else if (item.type === 'speech_end') yield { type: 'final', text: words.join(' ') };
    }
  }
}

function gotOf(item: SttInput): Got[number] {
  switch (item.type) {
    case 'audio':
      return item.pcm[0]!;
    case 'phrases':
      return `page ${item.phrases.names.join(', ')}`;
    case 'speech_start':
      return 'start';
    case 'speech_pause':
      return 'pause';
    case 'speech_end':
      return 'end';
  }
}

/** A session: its input, its events and a reader of its finals. */
export function listen(sut: ResilientStt, warn: (error: ProviderError) => void = () => undefined) {
  const input = new SttInputQueue();
  // Files share a process: the watches of a stream that goes on would set timers in later tests.
  const testOver = new AbortController();
  onTestFinished(() => testOver.abort());
  const events = sut.transcribe(input, { language: 'en-US', signal: testOver.signal, warn });
  const finals = async (count: number): Promise<string[]> => {
    const texts: string[] = [];
    while (texts.length < count) {
      const { value, done } = await events.next();
      if (done) break;
      if (value.type === 'final') texts.push(value.text);
    }
    return texts;
  };
  return { input, events, finals };
}

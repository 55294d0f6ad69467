/** The built-in recogniser in virtual time: time stops while its thread has work. */
import type * as embeddedModule from '../../../backend/src/stt/providers/embedded/embedded.ts';
import type { ToWorker } from '../../../backend/src/stt/providers/embedded/pocketsphinx/messages.ts';
import type * as threadModule from '../../../backend/src/stt/providers/embedded/pocketsphinx/recogniser-thread.ts';
import type * as sentencesModule from '../../../backend/src/skills/domain-sentences.ts';
import type { Stt, SttInput } from '../../../backend/src/stt/stt.port.ts';
import { built } from '../../lib/built.ts';
import type { VirtualTime } from '../../policies/simulation/virtual-time.ts';

const { EmbeddedStt } = await built<typeof embeddedModule>('backend/src/stt/providers/embedded/embedded.js');
const { RecogniserThread } = await built<typeof threadModule>(
  'backend/src/stt/providers/embedded/pocketsphinx/recogniser-thread.js',
);
const { domainSentences } = await built<typeof sentencesModule>('backend/src/skills/domain-sentences.js');

const NOTHING = new Int16Array(0);

export function createRecogniser(time: VirtualTime): Stt {
  class WatchedThread extends RecogniserThread {
    /** By the segment: what is called when the thread has handled the next message. */
    readonly #working = new Map<number, (() => void)[]>();

    override begin(
      ...[leadIn, mean, page, listener]: Parameters<InstanceType<typeof RecogniserThread>['begin']>
    ): number {
      const over = () => this.#working.get(id)?.forEach((done) => done());
      const watched: threadModule.SegmentListener = {
        ...listener,
        onDecoded: (samples) => {
          listener.onDecoded(samples);
          if (samples === 0) this.#working.get(id)?.shift()?.();
        },
        onFinal: (...final) => {
          listener.onFinal(...final);
          over();
        },
        onError: (error) => {
          listener.onError(error);
          over();
        },
      };
      const id = super.begin(leadIn, mean, page, watched);
      this.#working.set(id, []);
      return id;
    }

    override send(message: ToWorker): void {
      super.send(message);
      if (!('id' in message)) return;
      const working = this.#working.get(message.id);
      if (!working) return;
      working.push(time.begin());
      // The thread answers in order, and not every message: the answer to this one tells that it is done.
      if (message.type !== 'end' && message.type !== 'cancel')
        super.send({ type: 'audio', id: message.id, pcm: NOTHING });
    }
  }

  return new EmbeddedStt({
    sentences: domainSentences,
    workers: 1,
    createThread: (data) => new WatchedThread(data),
  });
}

/** The same recogniser as if no page were open. */
export function withoutPage(stt: Stt): Stt {
  return new Proxy(stt, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'transcribe') return value.bind(target);
      const transcribe: Stt['transcribe'] = (input, options) =>
        target.transcribe(withoutPhrases(input), options);
      return transcribe;
    },
  });
}

async function* withoutPhrases(input: AsyncIterable<SttInput>): AsyncGenerator<SttInput, void, undefined> {
  for await (const item of input) if (item.type !== 'phrases' && item.type !== 'speech_pause') yield item;
}

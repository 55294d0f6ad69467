import type { PagePhrases, Stt, SttInput } from '../../../backend/src/stt/stt.port.ts';
import type { VirtualTime } from '../../policies/simulation/virtual-time.ts';

/** How long a recogniser's thread may take to pronounce the words of a page that it does not know, in real time. */
const PREPARED_MS = 1_500;

/**
 * A silent session whose page is that of the next recordings. In a call a page is open for a while before anybody speaks, and
 * virtual time leaves the thread none to prepare for it.
 */
export class PageHolder {
  readonly #time: VirtualTime;
  #held = '';
  #give: (item: SttInput) => void = () => undefined;

  constructor(stt: Stt, time: VirtualTime) {
    this.#time = time;
    void read(stt.transcribe(this.#input(), { language: 'en-US', signal: new AbortController().signal }));
  }

  async hold(phrases: PagePhrases): Promise<void> {
    const key = JSON.stringify(phrases.names);
    if (key === this.#held) return;
    this.#held = key;
    await this.#time.settle();
    this.#give({ type: 'phrases', phrases });
    await this.#time.settle();
    // Timers are virtual.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PREPARED_MS);
  }

  async *#input(): AsyncGenerator<SttInput, void, undefined> {
    for (;;) yield await new Promise<SttInput>((resolve) => (this.#give = resolve));
  }
}

async function read(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events) continue;
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { describeForLog } from '../common/log/redact.js';
import { Llm } from '../llm/llm.port.js';
import { warmUpGrammar } from '../skills/command-grammar.js';
import { Stt } from '../stt/stt.port.js';
import { Tts } from '../tts/tts.port.js';
import { Vad } from '../vad/vad.port.js';

/** Long enough for a handshake, which takes a few rounds of the event loop: a step blocks it for up to 0.2 s. */
const BREATH_MS = 20;

/** Loads the models while nobody waits yet, and knows whether that is done. */
@Injectable()
export class WarmUp implements OnModuleDestroy {
  readonly #logger = new Logger('Start');
  #done = false;
  #closing = false;

  constructor(
    private readonly vad: Vad,
    private readonly stt: Stt,
    private readonly llm: Llm,
    private readonly tts: Tts,
  ) {}

  /** Everything that will ever be loaded is. */
  get done(): boolean {
    return this.#done;
  }

  onModuleDestroy(): void {
    this.#closing = true;
  }

  /** What fails is said here once, and again to whoever then needs it. */
  async run(): Promise<void> {
    // The recogniser loads in a thread of its own. All else takes this one: a step at a time, for whoever connects.
    const recogniser = this.#step(() => this.stt.warmUp());
    // So that the next step does not follow on its heels.
    await setTimeout(BREATH_MS);
    for (const stage of [this.vad, this.tts, this.llm]) await this.#step(() => stage.warmUp());
    await this.#step(warmUpGrammar);
    await recogniser;
    this.#done = !this.#closing;
  }

  async #step(load: () => Promise<void>): Promise<void> {
    await setTimeout(BREATH_MS);
    if (this.#closing) return;
    try {
      await load();
    } catch (error) {
      if (!this.#closing) this.#logger.warn(describeForLog(error));
    }
  }
}

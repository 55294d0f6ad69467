import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { describeForLog } from '../common/log/redact.js';
import { EarshotConfig } from '../config/config.dto.js';
import { Llm } from '../llm/llm.port.js';
import { Answerer } from '../skills/answerer.port.js';
import { warmUpGrammar } from '../skills/command-grammar.js';
import { Stt } from '../stt/stt.port.js';
import { Tts } from '../tts/tts.port.js';
import { Vad } from '../vad/vad.port.js';

/** Enough for a client's handshake between two steps; a step blocks the event loop for up to 0.2 s. */
const PAUSE_BETWEEN_STEPS_MS = 20;

/** Loads the models when the application starts, before the first client needs them. */
@Injectable()
export class WarmUp implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Start');
  #done = false;
  #closing = false;

  constructor(
    private readonly vad: Vad,
    private readonly stt: Stt,
    private readonly llm: Llm,
    private readonly tts: Tts,
    private readonly answerer: Answerer,
    private readonly config: EarshotConfig,
  ) {}

  /** Whether every model that can be loaded is loaded. */
  get done(): boolean {
    return this.#done;
  }

  /** Not awaited: clients may connect while models load. */
  onApplicationBootstrap(): void {
    void this.#run();
  }

  onModuleDestroy(): void {
    this.#closing = true;
  }

  /** A failure is logged here, and reported again to the session that needs the provider. */
  async #run(): Promise<void> {
    // The recogniser loads in its own thread; the other steps share this one.
    const recogniser = this.#step(() => this.stt.warmUp());
    await setTimeout(PAUSE_BETWEEN_STEPS_MS);
    for (const stage of [this.vad, this.tts, this.llm]) await this.#step(() => stage.warmUp());
    if (this.config.llm.skills || this.llm.mayHaveNoModel) await this.#step(() => this.answerer.warmUp());
    await this.#step(warmUpGrammar);
    await recogniser;
    this.#done = !this.#closing;
  }

  async #step(load: () => Promise<void>): Promise<void> {
    await setTimeout(PAUSE_BETWEEN_STEPS_MS);
    if (this.#closing) return;
    try {
      await load();
    } catch (error) {
      if (!this.#closing) this.#logger.warn(describeForLog(error));
    }
  }
}

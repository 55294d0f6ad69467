import { Inject, Injectable, Logger } from '@nestjs/common';
import { describeForLog } from './common/redact.js';
import { Llm } from './llm/llm.port.js';
import { warmUpGrammar } from './skills/command-grammar.js';
import { Stt } from './stt/stt.port.js';
import { Tts } from './tts/tts.port.js';
import { Vad } from './vad/vad.port.js';

/** Loads the models while nobody waits yet, and knows whether that is done. */
@Injectable()
export class WarmUp {
  readonly #logger = new Logger('Start');
  #done = false;

  constructor(
    @Inject(Vad) private readonly vad: Vad,
    @Inject(Stt) private readonly stt: Stt,
    @Inject(Llm) private readonly llm: Llm,
    @Inject(Tts) private readonly tts: Tts,
  ) {}

  /** Everything that will ever be loaded is. */
  get done(): boolean {
    return this.#done;
  }

  /** What fails is said here once, and again to whoever then needs it. */
  async run(): Promise<void> {
    await Promise.all(
      [this.vad, this.stt, this.llm, this.tts].map(async (stage) => {
        try {
          await stage.warmUp();
        } catch (error) {
          this.#logger.warn(describeForLog(error));
        }
      }),
    );
    await warmUpGrammar();
    this.#done = true;
  }
}

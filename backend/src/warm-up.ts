import { Logger, type INestApplication } from '@nestjs/common';
import { Llm } from './llm/llm.port.js';
import { skillGrammar } from './skills/command-grammar.js';
import { Stt } from './stt/stt.port.js';
import { Tts } from './tts/tts.port.js';
import { Vad } from './vad/vad.port.js';

/** Loads the models while nobody waits yet. What fails is said here once, and again to whoever then needs it. */
export async function warmUp(app: INestApplication): Promise<void> {
  const logger = new Logger('Start');
  // Made at its first use otherwise, in the middle of somebody's turn.
  skillGrammar.isBeginning('');
  const stages = [app.get(Vad), app.get(Stt), app.get(Llm), app.get(Tts)];
  await Promise.all(
    stages.map(async (stage) => {
      try {
        await stage.warmUp();
      } catch (error) {
        logger.warn((error as Error).message);
      }
    }),
  );
}

import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { TtsModule } from './tts.module.js';
import { Tts } from './tts.port.js';

describe(TtsModule, () => {
  it('provides the chosen provider as Tts, and ends it with the application', async () => {
    const module = await Test.createTestingModule({
      imports: [TtsModule.forRoot({ provider: 'embedded', options: { voice: 'kal16' } })],
    }).compile();
    const tts = module.get(Tts);
    expect({ name: tts.name, hz: tts.sampleRateHz }).toEqual({ name: 'embedded', hz: 16_000 });
    await tts.warmUp();
    await module.close();
  });

  it.each(['festival', 'constructor'])(
    'refuses the unknown provider %j by naming the known ones',
    async (provider) => {
      const module = Test.createTestingModule({ imports: [TtsModule.forRoot({ provider })] }).compile();
      await expect(module).rejects.toThrow(
        `There is no provider "${provider}": use one of elevenlabs, openai, deepgram, cartesia, openai-compatible, embedded`,
      );
    },
  );
});

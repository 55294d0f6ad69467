import { describe, expect, it } from 'vitest';
import { readPcmBody } from './pcm-body.js';

const bodyOf = (...parts: (Uint8Array | string)[]) =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(Buffer.from(part));
        controller.close();
      },
    }),
  ).body;

const read = async (body: ReadableStream<Uint8Array> | null, contentType: string | null) => {
  const samples: number[] = [];
  for await (const { pcm } of readPcmBody(body, contentType)) samples.push(...pcm);
  return samples;
};

describe(readPcmBody.name, () => {
  it.each(['audio/pcm', 'audio/l16;rate=24000', 'application/octet-stream', null])(
    'reads %s',
    async (type) => {
      expect(await read(bodyOf(new Uint8Array([1, 0, 2]), new Uint8Array([0, 3, 0])), type)).toEqual([
        1, 2, 3,
      ]);
    },
  );

  it.each(['text/html', 'application/json', 'audio/mpeg', 'audio/wav'])('refuses %s', async (type) => {
    await expect(read(bodyOf(new Uint8Array([1, 0])), type)).rejects.toThrow(SyntaxError);
  });

  it.each(['RIFF\x00\x00', '{"error": 1}', '<!DOCTYPE html>'])(
    'refuses what begins with %j',
    async (text) => {
      await expect(read(bodyOf(text), null)).rejects.toThrow(SyntaxError);
    },
  );

  it('accepts quiet audio whose first bytes are letters', async () => {
    expect(await read(bodyOf(new Uint8Array([0x3c, 0, 0x7b, 0])), null)).toEqual([0x3c, 0x7b]);
  });

  it('refuses an answer without audio, which would pass for silence', async () => {
    await expect(read(bodyOf(), 'audio/pcm')).rejects.toThrow(SyntaxError);
  });
});

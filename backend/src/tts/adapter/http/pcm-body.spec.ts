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

  it.each([
    ['text/html; charset=utf-8', 'a web page'],
    ['application/json', 'JSON'],
    ['text/plain', 'text'],
    ['audio/mpeg', 'MP3'],
    ['audio/wav', 'WAV'],
    ['audio/x-flac', 'FLAC'],
    ['video/mp4', 'MP4'],
  ])('refuses %s', async (type, format) => {
    await expect(read(bodyOf(new Uint8Array([1, 0])), type)).rejects.toMatchObject({ format });
  });

  it.each<[string, Uint8Array | string]>([
    ['WAV', wav(1)],
    // WAVE_FORMAT_EXTENSIBLE
    ['WAV', wav(0xfffe)],
    ['WAV', 'RF64\xff\xff'],
    ['MP3', 'ID3\x04\x00\x00\x00\x00\x00\x00 the tag of a song'],
    // MPEG 1, 128 kbit/s at 44.1 kHz, and MPEG 2, 64 kbit/s at 24 kHz
    ['MP3', frames([0xff, 0xfb, 0x90, 0x64], 417)],
    ['MP3', frames([0xff, 0xf3, 0x84, 0xc4], 192)],
    ['AAC', frames([0xff, 0xf1, 0x5c, 0x80, 0x17, 0xdf, 0xfc], 190)],
    ['Ogg', 'OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00'],
    ['FLAC', 'fLaC\x00\x00\x00\x22\x10\x00\x10\x00\x00\x00\x00'],
    ['MP4', '\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00'],
    ['WebM', '\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81'],
    ['JSON', '{"error": 1}'],
    ['JSON', '\n [ { "detail": "no such voice" } ]'],
    ['a web page', '<!DOCTYPE html>'],
    ['text', 'Internal Server Error'],
  ])('refuses what begins like %s without a type, however the network cuts it', async (format, content) => {
    const bytes = Buffer.from(content as string, 'latin1');
    for (const size of [1, 3, bytes.length]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      await expect(read(bodyOf(...parts), null)).rejects.toMatchObject({ format });
    }
  });

  it.each([
    ['letters', [0x3c, 0, 0x7b, 0]],
    ['a sample of -1', [0xff, 0xff, 0xff, 0xff, 0xfe, 0xff]],
    [
      'a frame of MP3 that no second one follows',
      [0xff, 0xfb, 0x90, 0x64, ...Array.from({ length: 2_000 }, (_, i) => i % 7)],
    ],
    ['a steady tone of bytes that are letters', Array.from({ length: 64 }, (_, i) => [0x73, 0x20][i % 2]!)],
    ['one byte', [0x52]],
  ])('reads audio that begins with %s', async (_, bytes) => {
    for (const parts of [[Uint8Array.from(bytes)], bytes.map((byte) => Uint8Array.of(byte))]) {
      const samples = await read(bodyOf(...parts), null);
      expect(samples).toEqual([...new Int16Array(Uint8Array.from(bytes).buffer, 0, bytes.length >> 1)]);
    }
  });

  it('reads nothing from an empty body', async () => {
    expect(await read(bodyOf(), 'audio/pcm')).toEqual([]);
    expect(await read(null, 'audio/pcm')).toEqual([]);
  });
});

/** A WAV file with a chunk before its format. */
function wav(format: number): Uint8Array {
  const bytes = Buffer.alloc(80);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(72, 4);
  bytes.write('WAVEJUNK', 8, 'latin1');
  bytes.writeUInt32LE(4, 16);
  bytes.write('fmt ', 24, 'latin1');
  bytes.writeUInt16LE(format, 32);
  return bytes;
}

/** Two frames with the same header, and the beginning of a third. */
function frames(header: number[], length: number): Uint8Array {
  const frame = [...header, ...Array<number>(length - header.length).fill(0x55)];
  return Uint8Array.from([...frame, ...frame, ...header]);
}

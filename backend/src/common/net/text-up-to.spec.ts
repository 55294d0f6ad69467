import { describe, expect, it } from 'vitest';
import { textUpTo } from './text-up-to.js';

describe(textUpTo.name, () => {
  it.each([
    ['', ''],
    ['äöü', 'äöü'],
    ['123456', '123456'],
    ['1234567', undefined],
    ['äöüß', undefined],
  ])('reads %j to %j with a limit of six bytes', async (text, expected) => {
    expect(await textUpTo(6, new Response(text))).toBe(expected);
  });

  it('reads no further than the limit', async () => {
    let sent = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          sent++;
          controller.enqueue(new Uint8Array(2));
        },
        cancel: () => {
          isCancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    expect(await textUpTo(6, new Response(body))).toBeUndefined();
    expect({ sent, isCancelled }).toEqual({ sent: 4, isCancelled: true });
  });
});

import { describe, expect, it } from 'vitest';
import { limitAnswer } from './answer-limit.js';

type Events = Parameters<typeof limitAnswer>[0];

const END = 'I have to stop here, because this answer has reached its limit. Ask me to go on to hear more.';

async function read(events: readonly object[], maxChars = 20) {
  let wasClosed = false;
  const source = (async function* () {
    try {
      yield* events;
    } finally {
      wasClosed = true;
    }
  })() as Events;
  let text = '';
  for await (const event of limitAnswer(source, maxChars, 'm')) if ('text' in event) text += event.text;
  return { text, wasClosed };
}

const say = (...texts: string[]) => texts.map((text) => ({ type: 'text', text }));

describe(limitAnswer.name, () => {
  it.each<[string, object[], string]>([
    ['a short answer', say('It is ', 'noon.'), 'It is noon.'],
    ['an answer of exactly the limit', say('12345678901234567890'), '12345678901234567890'],
    ['a longer one, between words', say('It is noon and then ', 'one.'), `It is noon and then … ${END}`],
    ['a longer one, within a word', say('It is ', 'noonafterafternoon'), `It is … ${END}`],
    ['one delta that is far too long', say('word '.repeat(1_000)), `word word word word… ${END}`],
    ['one word that is far too long', say('a'.repeat(1_000)), `${'a'.repeat(20)}… ${END}`],
    ['the end at the limit of the model', [...say('It is'), { type: 'cut_off' }], `It is… ${END}`],
    ['the end at the limit of the model, without text', [{ type: 'cut_off' }], END],
    [
      'the end within code',
      [...say('Run:\n```js\nlet a;'), { type: 'cut_off' }],
      `Run:\n\`\`\`js\nlet a;\n\`\`\`\n${END}`,
    ],
    ['the end after code', [...say('~~~\na;\n~~~\nSo '), { type: 'cut_off' }], `~~~\na;\n~~~\nSo … ${END}`],
  ])('says of %s what is right', async (_what, events, text) => {
    expect((await read(events)).text).toBe(text);
  });

  it('ends the request', async () => {
    expect((await read([...say('It is noon and one more word'), ...say('never read')])).wasClosed).toBe(true);
  });

  it('does not think for ever', async () => {
    const thoughts = Array.from({ length: 60 }, () => ({ type: 'reasoning', text: 'a'.repeat(10_000) }));
    await expect(read(thoughts)).rejects.toThrow('thought for too long');
  });
});

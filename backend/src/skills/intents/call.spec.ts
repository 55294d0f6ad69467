import { describe, expect, it, vi } from 'vitest';
import { inWords } from '../testing/in-words.js';
import { answerTo } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

async function say(words: string, hasControl: boolean, hasModel = false) {
  const call = { mute: vi.fn(), hangUp: vi.fn() };
  const answer = (await answerTo(words, { ...skillContext(), ...(hasControl && { call }) }, hasModel))!;
  const before = [call.mute.mock.calls.length, call.hangUp.mock.calls.length];
  const text = answer.kind === 'action' ? await inWords(await answer.run()) : answer.text;
  return { text, before, mutes: call.mute.mock.calls.length, hangsUp: call.hangUp.mock.calls.length };
}

const MUTE = ['stop listening', 'mute', 'Mute yourself.', 'turn off my microphone', "don't listen to me"];
const BYE = [
  'goodbye',
  'Bye!',
  'good night',
  "that's all for now",
  'goodbye earshot',
  'thanks, bye',
  'thank you bye',
  'see ya',
];
const HANG_UP = ['hang up', 'end the call', 'please hang up'];

describe.each([
  ['with a language model', true],
  ['without one', false],
])('the call, %s', (_what, hasModel) => {
  it.each(MUTE)('is muted by “%s”', async (words) => {
    expect(await say(words, true, hasModel)).toEqual({
      ...{ text: 'Okay, muted. Press Unmute to talk again.', before: [0, 0] },
      ...{ mutes: 1, hangsUp: 0 },
    });
  });

  it.each([...BYE, ...HANG_UP])('ends with “%s”', async (words) => {
    expect(await say(words, true, hasModel)).toEqual({
      text: 'Goodbye.',
      before: [0, 0],
      mutes: 0,
      hangsUp: 1,
    });
  });

  it.each([
    ...MUTE.map((words) => [words, /^Press Mute in the side panel/] as const),
    ...HANG_UP.map((words) => [words, /^Press Hang up in the side panel/] as const),
    ...BYE.map((words) => [words, /^Goodbye\.$/] as const),
  ])('goes on after “%s” where the client has no such control', async (words, answer) => {
    const { text, mutes, hangsUp } = await say(words, false, hasModel);
    expect(text).toMatch(answer);
    expect([mutes, hangsUp]).toEqual([0, 0]);
  });
});

describe('sleep', () => {
  it.each([
    ['go to sleep', 1],
    ['Go to sleep, please.', 1],
    ['could you go to sleep', 1],
    ['I want to sleep', 0],
    ['I went to sleep', 0],
  ])('is meant by "%s": %i', async (words, times) => {
    const sleep = vi.fn();
    const answer = (await answerTo(words, { ...skillContext(), sleep }))!;
    if (answer.kind === 'action') await answer.run();
    expect(sleep).toHaveBeenCalledTimes(times);
  });
});

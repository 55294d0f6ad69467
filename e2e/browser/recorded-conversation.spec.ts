import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerMessage } from '#protocol';
import { prepareCall, type Call } from '../harness/call.ts';
import { cough, mhm, spoken } from '../../testing/sounds.ts';

/** One recording: a question, a long answer with a cough, "mm-hm", "right" and "stop" over it, and a question. */
describe('a recorded conversation of three questions and a stop', () => {
  let call: Call;

  beforeAll(async () => {
    call = await prepareCall({
      says: [
        { text: 'what is twenty three times seventeen', atMs: 0 },
        // The answer to this takes 12 seconds to say.
        { pcm: await spoken('what can you do'), atMs: 8_000 },
        { pcm: cough(), atMs: 13_500 },
        { pcm: mhm(), atMs: 15_000 },
        { pcm: await spoken('right', 'awb'), atMs: 17_000 },
        { text: 'stop talking', atMs: 18_500 },
        { text: 'what is the date tomorrow', atMs: 23_500 },
      ],
    });
    await call.panel.click('primary');
    await call.session.waitForState(
      'the last answer to be heard',
      ({ turns }) =>
        turns.some(({ user, assistant }) => /tomorrow/.test(user?.text ?? '') && assistant?.final === true),
      50_000,
    );
  });
  afterAll(() => call.end());

  const answerOf = (question: RegExp) => async () =>
    (await call.session.state()).turns.find(({ user }) => question.test(user?.text ?? ''))?.assistant;

  const commands = (turnId: number) =>
    call.wire.fromServer.flatMap((message: ServerMessage) =>
      message.type === 'cmd' && 'turn_id' in message.data && message.data.turn_id === turnId
        ? [message.name]
        : [],
    );

  it('answers the first question in full', async () => {
    expect(await answerOf(/times seventeen/)()).toMatchObject({ final: true, interrupted: false });
  });

  it('continues over the cough, the “mm-hm” and the “right”, and is interrupted by “stop”', async () => {
    const answer = await answerOf(/what can you do/)();
    expect(answer).toMatchObject({ final: true, interrupted: true });
    const { turns } = await call.session.state();
    const { turnId } = turns.find(({ user }) => /what can you do/.test(user?.text ?? ''))!;
    const words = turns.map(({ user }) => user?.text).filter((text) => text !== undefined);
    const heard = `it heard: ${words.join(' | ')}`;
    // The cough, the hum and the "right" make no turns. A turn that only says "stop" has no answer.
    expect(words, heard).toHaveLength(4);
    expect(words[2], heard).toBe('stop talking');
    // The detector decides which of the sounds pause the answer, but "right" always does. Every pause ends in a resume or,
    // at last, in the flush.
    const playbackCommands = commands(turnId).filter((name) => name !== 'audio_end');
    expect(playbackCommands.join(' '), heard).toMatch(
      /^(pause_playback resume_playback )+(pause_playback )?flush$/,
    );
    // It was audible for seconds after all of them but the stop.
    expect(answer!.text.split(' ').length).toBeGreaterThan(15);
  });

  it('answers the next question after that', async () => {
    expect(await answerOf(/date tomorrow/)()).toMatchObject({ final: true, interrupted: false });
  });
});

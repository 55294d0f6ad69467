import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pcmToFloat } from '#audio';
import type { ClientMessage } from '#protocol';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';
import type { ShownAnswer } from '../harness/side-panel.ts';

const TEXT = 'One two three, four five six. Seven eight';
/** The empty text, and the text up to the end of each word. */
const PREFIXES = [
  '',
  ...[...TEXT.matchAll(/\S+/g)].map(({ 0: word, index }) => TEXT.slice(0, index + word.length)),
];

describe('a conversation in the extension', () => {
  let call: FakeCall;
  /** Every answer belongs to a new turn. */
  let turnId = 0;

  beforeAll(async () => {
    call = await startFakeCall();
  });
  afterAll(() => call.end());

  /** Sends an answer with word timings and waits until it sounds. @returns its audio. */
  async function answer(durationMs: number): Promise<Int16Array> {
    const { backend, panel, session } = call;
    const id = ++turnId;
    backend.phase('speaking', id);
    backend.text('assistant', TEXT, id, false);
    backend.marks(id, TEXT, durationMs);
    const pcm = backend.speak(id, durationMs);
    // On a busy machine a short answer is over before the state is read.
    await session.waitForState(
      'the answer to sound',
      ({ audible, turnId, turns }) =>
        (audible && turnId === id) ||
        turns.some((turn) => turn.turnId === id && (turn.assistant?.spoken ?? 0) > 0),
    );
    await until('the words of the answer', async () => {
      const { spoken, upcoming } = await panel.answer();
      return spoken + upcoming === TEXT;
    });
    return pcm;
  }

  const drained = (id: number) =>
    call.backend.waitForCommand('playback', ({ data }) => data.turn_id === id && data.state === 'drained');

  describe('the words', () => {
    it('become spoken one by one as the audio plays, without a change of layout', async () => {
      await answer(1_600);
      const seen: ShownAnswer[] = [];
      await until('the last word to be spoken', async () => {
        seen.push(await call.panel.answer());
        return seen.at(-1)!.upcoming === '';
      });
      expect(seen.map(({ spoken, upcoming }) => spoken + upcoming)).toEqual(seen.map(() => TEXT));
      expect(new Set(seen.map(({ heightPx }) => heightPx)).size).toBe(1);
      const steps = [...new Set(seen.map(({ spoken }) => spoken))];
      expect(steps.length).toBeGreaterThanOrEqual(5);
      expect(steps).toEqual(PREFIXES.filter((prefix) => steps.includes(prefix)));
    });

    it('that were never heard are folded after an interruption', async () => {
      await answer(4_000);
      await until('a few words', async () => (await call.panel.answer()).spoken.startsWith('One two'));
      call.backend.send({ type: 'cmd', name: 'flush', data: { turn_id: turnId, reason: 'barge_in' } });
      call.backend.text('assistant', 'One two', turnId, true, true);
      await call.panel.waitForTurn('assistant', /^One two$/);
      expect((await call.panel.answer()).unheard).toBe('');
      await call.panel.clickSelector('[aria-expanded=false]');
      expect((await call.panel.answer()).unheard.trim()).toBe('three, four five six. Seven eight');
      call.backend.phase('listening', turnId + 1);
    });
  });

  it('pauses the answer on command, and loses nothing of it', async () => {
    const { backend, session } = call;
    await session.tap();
    const sent = await answer(2_400);
    backend.send({ type: 'cmd', name: 'pause_playback', data: { turn_id: turnId } });
    const held = await session.waitForSilence('pause', turnId);
    expect(held.silentAfterMs).toBeLessThanOrEqual(45);
    const { data: position } = backend.commands.findLast(({ name }) => name === 'playback')!;
    expect(position).toMatchObject({ turn_id: turnId, state: 'playing' });
    backend.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: turnId } });
    const { data } = await drained(turnId);
    expect(data.played_ms).toBe(2_400);
    const heard = (await session.rendered()).flatMap(({ samples }) => withoutSilentEnd(samples));
    expect(heard.length).toBe(sent.length);
    // It fades out over 30 ms, and in again over 5 ms.
    const differing = pcmToFloat(sent).filter((value, i) => Math.abs(value - heard[i]!) > 1e-4);
    expect(differing.length).toBeLessThanOrEqual(480 + 80);
    backend.phase('listening', turnId + 1);
  });

  it('repeats its position while it is starved in the middle of an answer', async () => {
    const { backend } = call;
    const id = ++turnId;
    const reports = () =>
      backend.commands.flatMap((command) =>
        command.name === 'playback' && command.data.turn_id === id ? [command.data] : [],
      );
    backend.phase('speaking', id);
    backend.speak(id, 600, { end: false });
    await until('three reports of the same place', async () => {
      const [one, two, three] = reports().slice(-3);
      return three && one!.played_ms === three.played_ms && two!.played_ms === three.played_ms;
    });
    expect(reports().at(-1)).toMatchObject({ state: 'playing' });
    expect(Math.abs(reports().at(-1)!.played_ms - 600)).toBeLessThan(150);
    backend.send({ type: 'cmd', name: 'audio_end', data: { turn_id: id, total_ms: 600, text: '' } });
    expect((await drained(id)).data.played_ms).toBe(600);
    backend.phase('listening', turnId + 1);
  });

  describe('settings', () => {
    it('apply in the call while the sliders are moved', async () => {
      const { backend, panel } = call;
      await panel.click('settings');
      await panel.focus('pause-before-reply');
      await panel.press('ArrowRight');
      await backend.waitForCommand('update_config', ({ data }) => data.pause_before_reply_ms === 650);
      await panel.focus('interruption-sensitivity');
      await panel.press('ArrowLeft');
      await backend.waitForCommand('update_config', ({ data }) => data.interruption_sensitivity === 0.4);
      await panel.press('Escape');
    });

    it('are stored, and sent again after a reconnect', async () => {
      const { backend, browser } = call;
      await call.panel.close();
      call.panel = await browser.openPanel();
      backend.commands.length = 0;
      await backend.kill();
      await call.panel.waitForStatus(/Reconnecting|Backend/);
      await backend.listen();
      const { data } = await backend.waitForCommand('update_config');
      expect(data).toMatchObject({ pause_before_reply_ms: 650, interruption_sensitivity: 0.4 });
      await call.panel.waitForStatus('Listening');
    });
  });

  describe('push-to-talk', () => {
    const isAudio = (message: ClientMessage) => 'audio' in message;
    const marks = () =>
      call.backend.received.flatMap((message) =>
        'name' in message && message.name === 'push_to_talk' ? [message.data.state] : [],
      );

    it('can be selected during the call', async () => {
      await call.panel.switchMode('push_to_talk');
      await call.backend.waitForCommand('update_config', ({ data }) => data.mode === 'push_to_talk');
      await call.panel.waitForStatus('Hold Space to talk');
    });

    it('sends the audio captured while Space is held, and nothing before or after', async () => {
      const { backend, panel } = call;
      await backend.waitForCommand('push_to_talk', ({ data }) => data.state === 'up');
      backend.received.length = 0;
      await panel.keyDown(' ');
      await panel.keyDown(' ', { repeat: true });
      await panel.waitForStatus('Hearing you');
      await until('ten frames', async () => backend.received.filter(isAudio).length >= 10);
      await panel.keyUp(' ');
      await panel.waitForStatus('Hold Space to talk');
      await until('the end of the utterance', async () => marks().includes('up'));
      // Any late frame would arrive while this answer plays.
      await answer(300);
      await drained(turnId);
      expect(marks()).toEqual(['down', 'up']);
      const { received } = backend;
      const isMark = (message: ClientMessage) => 'name' in message && message.name === 'push_to_talk';
      expect(received.findIndex(isAudio)).toBeGreaterThan(received.findIndex(isMark));
      expect(received.findLastIndex(isAudio)).toBeLessThan(received.findLastIndex(isMark));
    });

    it('stops the answer at once, and never plays late audio of it', async () => {
      const { backend, panel, session } = call;
      await session.tap();
      await answer(4_000);
      await panel.keyDown(' ');
      const { silentAfterMs } = await session.waitForSilence('flush', turnId);
      expect(silentAfterMs).toBeLessThanOrEqual(20);
      const heard = (await session.renderedOfTurn(turnId)).length;
      backend.speak(turnId, 300);
      await panel.keyUp(' ');
      const late = turnId;
      await answer(300);
      await drained(turnId);
      expect((await session.renderedOfTurn(late)).length).toBe(heard);
      await backend.waitForCommand(
        'playback',
        ({ data }) => data.turn_id === late && data.state === 'flushed',
      );
      backend.phase('idle', turnId + 1);
      await panel.waitForStatus('Hold Space to talk');
    });

    it('talks while the button is held, and Space does not click it afterwards', async () => {
      const { backend, panel } = call;
      backend.received.length = 0;
      const release = await panel.hold('primary');
      await panel.waitForStatus('Hearing you');
      await release();
      await until('the end of the utterance', async () => marks().length === 2);
      await panel.press(' ');
      await until('the end of the next one', async () => marks().length === 4);
      await panel.waitForStatus('Hold Space to talk');
      expect(marks()).toEqual(['down', 'up', 'down', 'up']);
    });

    it('leaves Space to the text box', async () => {
      const { backend, panel } = call;
      backend.received.length = 0;
      await panel.click('text-input');
      await panel.press(' ');
      await panel.type('a typed turn');
      await until('the typed turn', async () => backend.received.find((message) => 'name' in message));
      expect(marks()).toEqual([]);
    });
  });
});

/** Quanta are recorded whole: the last one of a stretch may end in silence. */
function withoutSilentEnd(samples: number[]): number[] {
  return samples.slice(0, samples.findLastIndex((value) => value !== 0) + 1);
}

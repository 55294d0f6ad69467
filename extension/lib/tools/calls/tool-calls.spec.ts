import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendResult } from '#client';
import type { ToolResult } from '../../tool-contract/tool-results';
import { settled } from '../../testing/settled';
import { ToolCalls } from './tool-calls';
import type { CheckedCall } from './record-call';

describe(ToolCalls.name, () => {
  let running: {
    call: CheckedCall;
    signal: AbortSignal;
    /** Asks the user. @returns what ends the wait */
    ask(): { answer: () => void; goesOn: Promise<void> };
    finish(result?: ToolResult): void;
    fail(): void;
  }[];
  let sent: { call_id: string; result?: unknown; error?: string }[];
  let way: SendResult;
  let sut: ToolCalls;

  beforeEach(() => {
    running = [];
    sent = [];
    way = 'sent';
    sut = new ToolCalls({
      run: (call, signal, whileAsked) =>
        new Promise((resolve, reject) => {
          const finish = (result: ToolResult = { ok: true, changed: 'nothing' }) => resolve(result);
          const ask = () => {
            const { promise, resolve: answer } = Promise.withResolvers<void>();
            return { answer, goesOn: whileAsked(() => promise) };
          };
          running.push({ call, signal, ask, finish, fail: () => reject(new Error('bug')) });
        }),
      send: (data) => {
        sent.push(data);
        return way;
      },
    });
  });

  const add = (call_id: string, turn_id = 1, name = 'click', args: Record<string, unknown> = { ref: 'e1' }) =>
    sut.add({ call_id, turn_id, name, arguments: args, policy: 'allow' });

  it('runs one call at a time, in order, and answers each', async () => {
    add('a');
    add('b');
    expect(running.map(({ call }) => call.callId)).toEqual(['a']);
    expect(sut.busy).toBe(true);
    running[0]!.finish();
    await settled();
    expect(sent).toEqual([{ call_id: 'a', result: { ok: true, changed: 'nothing' } }]);
    running[1]!.finish({ ok: false, error: 'No.' });
    await settled();
    expect(sent[1]).toEqual({ call_id: 'b', result: { ok: false, error: 'No.' } });
    expect(sut.busy).toBe(false);
  });

  it('cancels a call of another program by itself, and not with a turn of the user', async () => {
    add('program', -1);
    sut.cancelThrough(7);
    expect(running[0]!.signal.aborted).toBe(false);
    add('other', -1);
    add('user', 8);
    sut.cancel('program');
    sut.cancel('user');
    expect(running[0]!.signal.aborted).toBe(true);
    running[0]!.finish();
    await settled();
    expect(running[1]!.signal.aborted).toBe(false);
    sut.cancelAll();
    expect(running[1]!.signal.aborted, 'the user stops everything').toBe(true);
    running[1]!.finish();
    await settled();
    add('next', 9);
    await settled();
    expect(running.at(-1)!.signal.aborted, 'the next turn of the user runs').toBe(false);
  });

  it.each([
    [{ ok: true, text: 'x'.repeat(450_000) }, 'The result is too long to be passed on.'],
    [{ ok: true, changed: '語'.repeat(310_000) }, 'It was done, but the result is too long to be passed on.'],
  ] as ToolResult[][])(
    'fails at once in words for a result that the backend would refuse',
    async (result, error) => {
      add('a');
      running[0]!.finish(result as ToolResult);
      await settled();
      expect(sent).toEqual([{ call_id: 'a', result: { ok: false, error } }]);
    },
  );

  it('answers wrong arguments in words, and an unknown tool as an error', async () => {
    add('a', 1, 'click', {});
    add('b', 1, 'format_disk');
    await settled();
    expect(sent).toEqual([
      { call_id: 'a', result: { ok: false, error: expect.stringContaining('click needs "ref"') } },
      { call_id: 'b', error: 'There is no tool "format_disk" in this browser.' },
    ]);
    expect(running).toEqual([]);
  });

  it.each([null, []])('runs a call with the arguments %j as one without arguments', async (args) => {
    add('a', 1, 'go_back', args as never);
    expect(running.map(({ call }) => call.arguments)).toEqual([{}]);
  });

  it('answers arguments that are no object in words', async () => {
    add('a', 1, 'go_back', '{}' as never);
    await settled();
    expect(sent).toEqual([
      { call_id: 'a', result: { ok: false, error: 'The arguments are not a JSON object.' } },
    ]);
  });

  it('runs a call once that the backend repeats after a resume, and sends its result again', async () => {
    add('a');
    add('a');
    running[0]!.finish();
    await settled();
    add('a');
    await settled();
    expect(running).toHaveLength(1);
    expect(sent.map(({ call_id }) => call_id)).toEqual(['a', 'a']);
  });

  it('does not send a result again that the client holds and sends by itself', async () => {
    way = 'held';
    add('a');
    running[0]!.finish();
    await settled();
    add('a');
    expect(sent).toHaveLength(1);
  });

  it('drops the calls of an interrupted turn that have not begun, and says so', async () => {
    add('a', 1);
    add('b', 1);
    add('c', 2);
    sut.cancelThrough(1);
    expect(running[0]!.signal.aborted).toBe(true);
    running[0]!.finish();
    await settled();
    expect(sent.map(({ result }) => result)).toEqual([
      { ok: true, changed: 'nothing' },
      { ok: false, error: 'Stopped before it began.' },
    ]);
    expect(running.map(({ call }) => call.callId)).toEqual(['a', 'c']);
    expect(running[1]!.signal.aborted).toBe(false);
  });

  it('drops a call that comes after its turn was interrupted', async () => {
    sut.cancelThrough(3);
    add('a', 3);
    await settled();
    expect(running).toEqual([]);
    expect(sent[0]!.result).toMatchObject({ error: 'Stopped before it began.' });
  });

  it('stops everything, and takes calls of later turns', () => {
    add('a', 1);
    sut.cancelAll();
    expect(running[0]!.signal.aborted).toBe(true);
    running[0]!.finish();
    add('b', 2);
    return vi.waitFor(() => expect(running[1]!.signal.aborted).toBe(false));
  });

  it('answers nothing to a session that is over', async () => {
    add('a');
    sut.reset();
    add('a');
    running[0]!.finish();
    await settled();
    expect(sent).toEqual([]);
    running[1]!.finish();
    await settled();
    expect(sent).toHaveLength(1);
  });

  describe('while a call waits for the user', () => {
    const ids = () => running.map(({ call }) => call.callId);

    it('runs those of other turns, one at a time, and not those of the same turn', async () => {
      add('a', 1);
      add('b', 1);
      running[0]!.ask();
      add('c', 2);
      add('d', 2);
      await settled();
      expect(ids()).toEqual(['a', 'c']);
      running[1]!.finish();
      await settled();
      expect(ids()).toEqual(['a', 'c', 'd']);
      expect(sent.map(({ call_id }) => call_id)).toEqual(['c']);
    });

    it('lets it go on before other calls, and not beside one', async () => {
      let isGoingOn = false;
      add('a', 1);
      const { answer, goesOn } = running[0]!.ask();
      void goesOn.then(() => (isGoingOn = true));
      add('c', 2);
      add('d', 2);
      answer();
      await settled();
      expect(isGoingOn).toBe(false);
      running[1]!.finish();
      await settled();
      expect(isGoingOn).toBe(true);
      expect(ids()).toEqual(['a', 'c']);
      running[0]!.finish();
      await settled();
      expect(ids()).toEqual(['a', 'c', 'd']);
    });

    it('keeps it where other turns are interrupted, until it is not put aside any more', async () => {
      add('a', 1);
      running[0]!.ask();
      sut.cancelThrough(1, [1]);
      add('c', 2);
      sut.cancelThrough(2, [1]);
      expect(running.map(({ signal }) => signal.aborted)).toEqual([false, true]);
      sut.cancelThrough(4);
      expect(running[0]!.signal.aborted).toBe(true);
    });

    it('is busy', () => {
      add('a', 1);
      running[0]!.ask();
      expect(sut.busy).toBe(true);
    });
  });

  it('goes on after a defect', async () => {
    vi.spyOn(console, 'error').mockReturnValueOnce(undefined);
    add('a');
    add('b');
    running[0]!.fail();
    await settled();
    expect(sent[0]!.result).toMatchObject({ ok: false });
    expect(running).toHaveLength(2);
  });

  it('refuses calls when too many wait', () => {
    for (let i = 0; i < 40; i++) add(`${i}`);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent[0]!.result).toMatchObject({ error: expect.stringContaining('Too many') });
  });
});

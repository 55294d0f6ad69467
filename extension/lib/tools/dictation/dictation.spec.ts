import { describe, expect, it } from 'vitest';
import type { TextData } from '#protocol';
import type { BrowserCalls } from '../../browser/browser-calls';
import { FakeBrowserCalls, PAGE } from '../../testing/fake-browser-calls';
import { Dictation, type Dictated, type Dictating } from './dictation';

type Args = BrowserCalls['dictation']['args'];
type Answer = BrowserCalls['dictation']['answer'];

const ON = { tabId: PAGE.tabId, documentId: 'D' };

const final = (turnId: number, text: string, more: Partial<TextData> = {}): TextData => ({
  ...{
    data_type: 'dictation',
    role: 'user',
    text,
    text_ts: 0,
    is_final: true,
    stream_id: 1,
    turn_id: turnId,
  },
  ...more,
});
const partial = (turnId: number, text: string) => final(turnId, text, { is_final: false });

/** A dictation into a page whose field takes everything, unless the test says otherwise. */
function start() {
  const browser = new FakeBrowserCalls();
  const page = { ...PAGE };
  const sent: (string | undefined)[][] = [];
  const ready = { times: 0 };
  const microphone: { problem: string | null } = { problem: null };
  const seen: { dictating: Dictating | null; dictated: Dictated | null; turnId: number | null } = {
    ...{ dictating: null, dictated: null, turnId: null },
  };
  const earcons: string[] = [];
  let entries = 0;
  const field = { number: 1, name: 'Message' };
  const answers: { begin: () => Answer; step: (args: Extract<Args, { on: unknown }>) => Answer } = {
    begin: () => ({ ok: true, on: ON, field: field.number, name: field.name }),
    step: ({ step }) => ({
      ok: true,
      on: ON,
      ...(step.do === 'write' && { entry: ++entries, text: ` ${step.text}` }),
    }),
  };
  browser.answers.dictation = (args) => ('begin' in args ? answers.begin() : answers.step(args));
  const sut = new Dictation({
    callBrowser: browser.call,
    page: () => page,
    microphoneProblem: () => microphone.problem,
    send: (...said) => sent.push(said),
    ready: () => ready.times++,
    apply: (event) => {
      if (event.type === 'dictating') seen.dictating = event.dictating;
      else Object.assign(seen, { dictated: event.dictated, turnId: event.turnId });
    },
    playEarcon: (sound) => earcons.push(sound),
  });
  const steps = () =>
    browser.calls.flatMap(({ args }) => {
      const { step } = args as { step?: { do: string; text?: string; entry?: number } };
      return step ? [[step.do, step.text ?? step.entry].filter((part) => part !== undefined).join(' ')] : [];
    });
  const settled = async () => {
    for (let i = 0; i < 200; i++) await Promise.resolve();
  };
  return { sut, answers, field, page, sent, ready, seen, earcons, steps, settled };
}

describe(Dictation, () => {
  it('writes each final once, in order, and shows partials only', async () => {
    const { sut, seen, steps, settled } = start();
    sut.changed(true);
    sut.take(partial(1, 'hel'));
    expect(seen.dictating).toMatchObject({ partial: 'hel' });
    await settled();
    sut.take(final(1, 'hello'));
    sut.take(final(2, 'world'));
    sut.take(final(1, 'hello'));
    sut.take(partial(2, 'wor'));
    await settled();
    expect(steps()).toEqual(['show hel', 'write hello', 'write world']);
    expect(seen).toMatchObject({
      turnId: 1,
      dictated: { field: 'Message', text: ' hello world', kept: '' },
      dictating: { field: 'Message', partial: '' },
    });
  });

  it('says that there is a field, and not that there is none', async () => {
    const { sut, answers, ready, sent, settled } = start();
    sut.changed(true);
    await settled();
    expect([ready.times, sent]).toEqual([1, []]);
    sut.changed(false);
    answers.begin = () => ({ ok: false, error: 'That is a password field.' });
    sut.changed(true);
    await settled();
    expect([ready.times, sent]).toEqual([1, [['off', 'That is a password field.']]]);
  });

  it('keeps the words that were not final when the connection is gone', async () => {
    const { sut, seen, settled } = start();
    sut.changed(true);
    sut.take(final(1, 'hello'));
    sut.take(partial(2, 'wor'));
    await settled();
    sut.lost();
    expect(seen).toMatchObject({ dictating: null, dictated: { text: ' hello', kept: 'wor' } });
  });

  it('scratches the last text, and undoes that', async () => {
    const { sut, seen, steps, settled } = start();
    sut.changed(true);
    sut.take(final(1, 'one'));
    sut.take(final(2, 'two'));
    sut.take(final(3, '', { edit: 'scratch' }));
    await settled();
    expect(seen.dictated!.text).toBe(' one');
    sut.take(final(4, '', { edit: 'undo' }));
    await settled();
    expect(seen.dictated!.text).toBe(' one two');
    sut.take(final(5, '', { edit: 'scratch' }));
    sut.take(final(6, '', { edit: 'scratch' }));
    sut.take(final(7, '', { edit: 'scratch' }));
    await settled();
    expect(steps().slice(2)).toEqual(['take_back 2', 'again 2', 'take_back 2', 'take_back 1']);
    expect(seen.dictated!.text).toBe('');
  });

  it('takes the last text back by an undo', async () => {
    const { sut, seen, settled } = start();
    sut.changed(true);
    sut.take(final(1, 'one'));
    sut.take(final(2, 'two'));
    sut.take(final(3, '', { edit: 'undo' }));
    sut.take(final(4, '', { edit: 'undo' }));
    await settled();
    expect(seen.dictated!.text).toBe('');
  });

  it('ends with the reason where there is no field, and keeps what was said', async () => {
    const { sut, answers, sent, seen, steps, settled } = start();
    answers.begin = () => ({ ok: false, error: 'No text field has the focus.' });
    sut.changed(true);
    sut.take(final(1, 'hello'));
    await settled();
    expect(sent).toEqual([['off', 'No text field has the focus.']]);
    expect(steps()).toEqual([]);
    expect(seen).toMatchObject({ dictating: null, dictated: { text: '', kept: 'hello' } });
  });

  it('keeps a text that the field refuses, and never tries again', async () => {
    const { sut, answers, sent, seen, steps, settled } = start();
    sut.changed(true);
    answers.step = () => ({ ok: false, error: 'It did not take the text.' });
    sut.take(final(1, 'hello'));
    sut.take(final(2, 'world'));
    await settled();
    expect(steps().filter((step) => step.startsWith('write'))).toEqual(['write hello']);
    expect(sent).toEqual([['off', 'It did not take the text. What you said is kept in the panel.']]);
    expect(seen.dictated).toMatchObject({ text: '', kept: 'hello world' });
  });

  it('keeps a text that may be there beside it', async () => {
    const { sut, answers, seen, settled } = start();
    sut.changed(true);
    answers.step = () => ({ ok: true, on: ON, entry: 1, text: 'hello', unread: true });
    sut.take(final(1, 'hello'));
    await settled();
    expect(seen.dictated).toMatchObject({ text: 'hello', kept: 'hello' });
  });

  it('stays with the field of the utterance, and follows the focus to another one before the next', async () => {
    const { sut, answers, field, seen, settled } = start();
    const written: unknown[] = [];
    answers.step = ({ step }) => {
      if (step.do === 'write') written.push([step.field, step.text]);
      return { ok: true, on: ON, entry: written.length, text: 'x' };
    };
    sut.changed(true);
    sut.take(partial(1, 'one'));
    await settled();
    Object.assign(field, { number: 2, name: 'Subject' });
    sut.take(final(1, 'one'));
    sut.take(final(2, 'two'));
    await settled();
    expect(written).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(seen.dictating).toMatchObject({ field: 'Subject' });
  });

  it('ends in another tab, and writes nothing there or here', async () => {
    const { sut, page, sent, seen, steps, settled } = start();
    sut.changed(true);
    sut.take(partial(1, 'hel'));
    await settled();
    sut.pageChanged({ ...page, tabId: 8 });
    sut.take(final(1, 'hello'));
    await settled();
    expect(sent).toHaveLength(1);
    expect(steps()).toEqual(['show hel', 'end']);
    expect(seen).toMatchObject({ dictating: null, dictated: { kept: 'hello' } });
  });

  it('says by a sound what it cannot take back, and goes on', async () => {
    const { sut, answers, seen, earcons, settled } = start();
    sut.changed(true);
    sut.take(final(1, 'one'));
    await settled();
    answers.step = () => ({ ok: false, error: 'The text has changed since.' });
    sut.take(final(2, '', { edit: 'scratch' }));
    await settled();
    expect(earcons).toEqual(['not_done']);
    expect(seen.dictating!.partial).toContain('The text has changed since.');
    expect(sut.isOn).toBe(true);
  });

  it('hides what it shows when it ends', async () => {
    const { sut, seen, steps, settled } = start();
    sut.changed(true);
    await settled();
    sut.changed(false);
    await settled();
    expect(steps()).toEqual(['end']);
    expect(seen.dictating).toBeNull();
  });
});

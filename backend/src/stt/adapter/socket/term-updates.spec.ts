import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writtenTerm } from '../../../language/en/spoken/written-term.js';
import { RETRY_MS, TermSupport } from './term-support.js';
import { TermUpdates, UPDATE_MS } from './term-updates.js';

describe(TermUpdates, () => {
  let sent: string[][];
  let support: TermSupport;
  let sut: TermUpdates;

  const create = (answers: boolean, own: string[] = []) => {
    const send = (terms: string[]) => sent.push(terms);
    sut = new TermUpdates({ limits: { count: 3 }, own, support, answers, send });
  };
  const show = (...names: string[]) => sut.phrases({ names, numbers: [] });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    support = new TermSupport('Vendor', writtenTerm);
    create(false);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('sends the names that fit, behind the terms of the config, and takes them back when the page is gone', () => {
    create(false, ['Earshot']);
    show('Save', '$5', 'Open', 'Close');
    vi.advanceTimersByTime(UPDATE_MS);
    show();
    expect(sent).toEqual([['Earshot', 'Save', 'Open'], ['Earshot']]);
  });

  it.each([[[]], [['Earshot']]])('sends nothing that the vendor knows already: %j', (own) => {
    create(false, own);
    show();
    show(...own, '42');
    sut.speechStart();
    expect(sent).toEqual([]);
  });

  it('sends nothing twice', () => {
    show('Save');
    vi.advanceTimersByTime(UPDATE_MS);
    show('Save', '12');
    vi.advanceTimersByTime(UPDATE_MS);
    expect(sent).toEqual([['Save']]);
  });

  it('sends only the newest of many changes, at most once a second', () => {
    for (let i = 0; i < 35; i++) {
      show(`Page ${i}`);
      vi.advanceTimersByTime(100);
    }
    expect(sent).toEqual([['Page 0'], ['Page 9'], ['Page 19'], ['Page 29']]);
    vi.advanceTimersByTime(UPDATE_MS);
    expect(sent.at(-1)).toEqual(['Page 34']);
  });

  it('sends what is newest before speech begins, and nothing during speech', () => {
    show('Save');
    show('Open');
    sut.speechStart();
    expect(sent).toEqual([['Save'], ['Open']]);
    show('Close');
    vi.advanceTimersByTime(5 * UPDATE_MS);
    expect(sent).toHaveLength(2);
    sut.speechEnd();
    expect(sent.at(-1)).toEqual(['Close']);
  });

  it('waits for the answer to an update before the next one', () => {
    create(true);
    show('Save');
    vi.advanceTimersByTime(UPDATE_MS);
    show('Open');
    sut.speechStart();
    expect(sent).toEqual([['Save']]);
    sut.accepted();
    expect(sent, 'during speech').toEqual([['Save']]);
    sut.speechEnd();
    expect(sent).toEqual([['Save'], ['Open']]);
  });

  it('sends nothing more after a refusal, also on a new connection', () => {
    create(true);
    show('Save');
    show('Open');
    sut.refused();
    create(true);
    show('Close');
    vi.advanceTimersByTime(5 * UPDATE_MS);
    expect(sent).toEqual([['Save']]);
  });

  it('asks a vendor again an hour after a refusal, and tells the log only once', () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    create(true);
    for (const name of ['Save', 'Open', 'Close']) {
      show(name);
      vi.advanceTimersByTime(UPDATE_MS);
      sut.refused();
      vi.advanceTimersByTime(RETRY_MS);
    }
    expect(sent).toEqual([['Save'], ['Open'], ['Close']]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'Vendor refuses names of the page. Speech is recognised without them.',
    );
  });

  it('tells the log of a refusal again after names were accepted', () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    create(true);
    for (const accepts of [false, true, false]) {
      show(accepts ? 'Save' : 'Open');
      if (accepts) sut.accepted();
      else sut.refused();
      vi.advanceTimersByTime(RETRY_MS);
    }
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('ignores an acceptance that no update awaits', () => {
    support.refuse();
    create(true);
    sut.accepted();
    expect(support.isRefused).toBe(true);
  });

  it.each([
    ['the vendor closes it', 0, true, true],
    ['it ends long after an update that has no answer', 2_000, false, true],
    ['it ends shortly after an update', 100, false, false],
  ])('takes it as a refusal or not if %s', (_how, ms, byVendor, refused) => {
    create(true);
    show('Save');
    vi.advanceTimersByTime(ms);
    sut.release(byVendor);
    expect(support.isRefused).toBe(refused);
  });

  it.each([true, false])(
    'takes the end of a connection as no refusal if nothing is owed: answers %s',
    (answers) => {
      create(answers);
      show('Save');
      sut.accepted();
      vi.advanceTimersByTime(60_000);
      sut.release(true);
      expect(support.isRefused).toBe(false);
    },
  );

  it('leaves no timer behind', () => {
    show('Save');
    show('Open');
    sut.release(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_ACTS, type NewAct } from '../acts';
import { Journal } from './journal';

const STEP = { kind: 'close_tab', tabId: 7 } as const;

describe(Journal.name, () => {
  let reported: NewAct[];
  let sut: Journal;

  beforeEach(() => {
    reported = [];
    sut = new Journal(
      (act) => reported.push(act),
      () => 5,
    );
  });

  const begin = () =>
    sut.begin({ turnId: 1, tool: 'new_tab', what: 'Opening a tab', site: null, reads: false });

  it('reports each act when it begins and after each change', () => {
    const id = begin();
    sut.update(id, { state: 'done', what: 'Opened a tab' });
    expect(reported).toMatchObject([
      { id, state: 'running', what: 'Opening a tab', atMs: 5, undoable: false },
      { id, state: 'done', what: 'Opened a tab' },
    ]);
  });

  it('undoes the last act, or the one that is asked for', () => {
    const [first, second] = [begin(), begin()];
    begin();
    sut.addUndo(first, STEP);
    sut.addUndo(second, STEP);
    expect(sut.lastUndo()).toMatchObject({ id: second });
    expect(sut.undoOf(first)).toMatchObject({ id: first, step: STEP });
    sut.dropUndo(second);
    expect(sut.lastUndo()).toMatchObject({ id: first });
    expect(sut.undoOf(second)).toBeUndefined();
    expect(sut.undoOf('unknown')).toBeUndefined();
  });

  describe('when the last act cannot be undone', () => {
    const did = (tool: NewAct['tool'], what: string, outcome = 'something') => {
      const id = sut.begin({ turnId: 1, tool, what, site: null, reads: false });
      sut.update(id, { state: 'done', outcome });
      return id;
    };

    it('names it, and undoes an older one only when it is asked again', () => {
      const first = did('scroll', 'Scrolled down');
      sut.addUndo(first, STEP);
      did('click', 'Clicked "One"');
      did('click', 'Clicked "Two"');
      expect(sut.lastUndo()).toEqual({ last: 'Clicked "Two"', before: 'Scrolled down' });
      expect(sut.lastUndo()).toMatchObject({ id: first });
    });

    it('says that there is no older one', () => {
      did('click', 'Clicked "One"');
      expect(sut.lastUndo()).toEqual({ last: 'Clicked "One"', before: null });
      expect(sut.lastUndo()).toBeUndefined();
    });

    it('says so again after another act', () => {
      const first = did('scroll', 'Scrolled down');
      sut.addUndo(first, STEP);
      did('click', 'Clicked "One"');
      sut.lastUndo();
      did('press_key', 'Pressed Enter');
      expect(sut.lastUndo()).toEqual({ last: 'Pressed Enter', before: 'Scrolled down' });
    });

    it('goes on to the older one where the user has seen the undo fail', () => {
      const [first, second] = [did('scroll', 'One'), did('scroll', 'Two')];
      sut.addUndo(first, STEP);
      sut.addUndo(second, STEP);
      sut.undoFailed(second);
      expect(sut.lastUndo()).toMatchObject({ id: first });
    });

    it.each<[NewAct['tool'], string]>([
      ['show_numbers', ''],
      ['find_in_page', '3 found'],
      ['copy_text', '5 characters copied'],
      ['click', 'nothing'],
      ['set_checked', 'nothing: it is checked already'],
    ])('passes over %s with the outcome "%s"', (tool, outcome) => {
      const first = did('scroll', 'Scrolled down');
      sut.addUndo(first, STEP);
      did(tool, 'Later', outcome);
      expect(sut.lastUndo()).toMatchObject({ id: first });
    });
  });

  it('keeps a limited number of ways back, and says of the oldest that it cannot be undone any more', () => {
    const ids = Array.from({ length: 51 }, begin);
    for (const id of ids) sut.addUndo(id, STEP);
    expect(sut.undoOf(ids[0]!)).toBeUndefined();
    expect(reported.at(-1)).toMatchObject({ id: ids[0], undoable: false });
    expect(sut.undoOf(ids[1]!)).toBeDefined();
  });

  it('forgets the oldest of very many acts', () => {
    const first = begin();
    sut.addUndo(first, STEP);
    for (let i = 0; i < MAX_ACTS; i++) begin();
    expect(sut.undoOf(first)).toBeUndefined();
    reported.length = 0;
    sut.update(first, { state: 'done' });
    expect(reported).toEqual([]);
  });
});

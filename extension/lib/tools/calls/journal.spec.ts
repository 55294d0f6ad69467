import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_ACTS } from '../acts';
import { Journal, type NewAct } from './journal';

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

  it('undoes the last act that can be, or the one that is asked for', () => {
    const [first, second] = [begin(), begin()];
    begin();
    sut.addUndo(first, STEP);
    sut.addUndo(second, STEP);
    expect(sut.undoOf()).toMatchObject({ id: second });
    expect(sut.undoOf(first)).toMatchObject({ id: first, step: STEP });
    sut.dropUndo(second);
    expect(sut.undoOf()).toMatchObject({ id: first });
    expect(sut.undoOf(second)).toBeUndefined();
    expect(sut.undoOf('unknown')).toBeUndefined();
  });

  it('keeps a limited number of ways back, and says of the oldest that it cannot be undone any more', () => {
    const ids = Array.from({ length: 51 }, begin);
    for (const id of ids) sut.addUndo(id, STEP);
    expect(sut.undoOf(ids[0])).toBeUndefined();
    expect(reported.at(-1)).toMatchObject({ id: ids[0], undoable: false });
    expect(sut.undoOf(ids[1])).toBeDefined();
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

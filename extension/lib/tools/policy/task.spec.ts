import { describe, expect, it } from 'vitest';
import { Tasks } from './task';

const URL = 'https://shop.example/';

describe(Tasks.name, () => {
  const asked = () => {
    const tasks = new Tasks();
    tasks.userSaid(1, 'click redeem', URL);
    tasks.marked(1, ['e2']);
    tasks.answering(1, 'Redeem voucher?');
    return tasks;
  };
  const agreedIn = (tasks: Tasks, turnId: number) => tasks.task(turnId, URL).agreedTo;

  it('knows the question that a yes is the reply to, also one that the yes cut off', () => {
    const tasks = asked();
    tasks.answered(1, 'Redeem');
    tasks.userSaid(2, 'yes', URL);
    expect(agreedIn(tasks, 2)).toMatchObject({ text: 'Redeem voucher?', refs: ['e2'] });
  });

  it.each<[string, (tasks: Tasks) => void]>([
    ['another reply', (tasks) => tasks.userSaid(2, 'no', URL)],
    ['a yes', (tasks) => tasks.userSaid(2, 'yes', URL)],
    ['words that may have been misheard', (tasks) => tasks.userMayHaveSaid(2, 'click yes', URL)],
    ['another answer', (tasks) => tasks.answered(2, 'It is five.')],
    ['a new session', (tasks) => tasks.reset()],
  ])('closes a question with %s', (_, close) => {
    const tasks = asked();
    close(tasks);
    tasks.userSaid(3, 'okay', URL);
    expect(agreedIn(tasks, 3)).toMatchObject({ text: expect.not.stringContaining('Redeem'), refs: [] });
  });

  it('keeps a question open when words were taken back', () => {
    const tasks = asked();
    tasks.userSaid(2, '', URL);
    tasks.userSaid(3, 'yes', URL);
    expect(agreedIn(tasks, 3)).toMatchObject({ refs: ['e2'] });
  });
});

import { describe, expect, it } from 'vitest';
import { answerTo, ask, conversation } from '../../testing/ask.js';
import { skillContext } from '../../testing/skill-context.js';

const notes = ({ user }: ReturnType<typeof skillContext>) => user.notes.list().map(({ text }) => text);

describe('a note', () => {
  it.each([
    ['Remember that my car is on level 3.', 'my car is on level 3', 'your car is on level 3'],
    ['remember the spare key is under the mat', 'the spare key is under the mat'],
    ['Please remember that the WiFi password is Tulip-42!', 'the WiFi password is Tulip-42'],
    ['take a note: buy paint', 'buy paint'],
    ['make a note that the meeting moved to Tuesday', 'the meeting moved to Tuesday'],
    ['write down that the code is 8812', 'the code is 8812'],
    ['note that I lent Tom ten dollars', 'I lent Tom ten dollars', 'you lent Tom ten dollars'],
    ['Note: my flight is LH 454', 'my flight is LH 454', 'your flight is LH 454'],
    ['note to self: call the plumber', 'call the plumber'],
    ["don't let me forget that Anna is vegan", 'Anna is vegan'],
    ['Could you remember I parked on level 2, please?', 'I parked on level 2', 'you parked on level 2'],
  ])('“%s” keeps the words of the user', async (said, text, answer = text) => {
    const context = skillContext();
    expect(await ask(said, context)).toBe(`Okay, I'll remember: ${answer}.`);
    expect(notes(context)).toEqual([text]);
  });

  it.each([
    'do you remember me',
    'remember when we met',
    'remember this',
    'what did i ask you to remember',
    'remind me to remember the milk',
    'what is a note',
  ])('“%s” makes none', async (said) => {
    const context = skillContext();
    await ask(said, context);
    expect(notes(context)).toEqual([]);
  });

  it('is only made when the turn is certain, before a model too', async () => {
    const context = skillContext();
    const answer = await answerTo('remember that my car is on level 3', context, true);
    expect(answer).toMatchObject({ kind: 'action', certain: true });
    expect(notes(context)).toEqual([]);
  });

  it('is asked for', async () => {
    const sut = conversation();
    expect(await sut.ask('take a note')).toBe('What shall I note?');
    expect(await sut.ask('Buy two tickets.')).toBe("Okay, I'll remember: Buy two tickets.");
    expect(await sut.ask('take a note')).toBe('What shall I note?');
    expect(await sut.ask('never mind')).toBe('Okay, I note nothing.');
    expect(await sut.ask('what are my notes')).toBe('You have 1 note: Buy two tickets.');
  });

  it('is refused when there are too many or it is too long', async () => {
    const context = skillContext();
    for (let i = 0; i < 200; i++) context.user.notes.add(`note ${i}`);
    expect(await ask('remember that it rains', context)).toMatch(/^I keep 200 notes already\./);
    expect(() => skillContext().user.notes.add('x'.repeat(501))).toThrow('500 characters');
  });
});

describe('notes are recalled', () => {
  const KEPT = [
    'My car is on level 3',
    'the spare key is under the mat',
    'my locker number is 42',
    'I lent Tom ten dollars',
    'the dentist appointment is on Monday at 9',
  ];

  function given() {
    const context = skillContext();
    for (const text of KEPT) context.user.notes.add(text);
    return context;
  }

  it.each([
    ['where is my car', 'your car is on level 3'],
    ["where's my car?", 'your car is on level 3'],
    ['where did I park', 'your car is on level 3'],
    ['where did I leave the spare key', 'the spare key is under the mat'],
    ['where is the spare key', 'the spare key is under the mat'],
    ['where are the spare keys', 'the spare key is under the mat'],
    ['what is my locker number', 'your locker number is 42'],
    ['when is the dentist appointment', 'the dentist appointment is on Monday at 9'],
    ['when is my dentist appointment', 'the dentist appointment is on Monday at 9'],
    ['what did I say about Tom', 'you lent Tom ten dollars'],
    ['do you remember where my car is', 'your car is on level 3'],
    ['who did I lend ten dollars', undefined],
  ])('“%s”', async (said, answer) => {
    const told = await ask(said, given());
    if (answer) expect(told).toBe(`You told me: ${answer}.`);
    else expect(told).not.toMatch(/You told me/);
  });

  it('by all their words, the newest first', async () => {
    const context = given();
    context.user.notes.add('my car is blue');
    expect(await ask('where is my car', context)).toBe(
      'You told me: your car is blue; your car is on level 3.',
    );
  });

  it.each([
    [['I parked on level 3'], 'where did I park my car', 'you parked on level 3'],
    [['I parked on level 3'], "where's my car", 'you parked on level 3'],
    [['I parked my bike by the gate'], 'where did I park my bike', 'you parked your bike by the gate'],
    [['my car is on level 3', 'my car is on level 5'], 'where is my car', 'your car is on level 5'],
    [['I parked on level 3', 'my car is on level 5'], 'where did I park', 'your car is on level 5'],
    [['My car is on level 3', 'I parked at the station'], 'where is my car', 'you parked at the station'],
    [
      ['my locker number is 42', 'my locker number is 43'],
      'what is my locker number',
      'your locker number is 43',
    ],
  ])('%j after “%s”: only the newer of two on one subject', async (kept, said, answer) => {
    const context = skillContext();
    for (const text of kept) context.user.notes.add(text);
    expect(await ask(said, context)).toBe(`You told me: ${answer}.`);
  });

  it('a parked bike is no car', async () => {
    const context = skillContext();
    context.user.notes.add('I parked my bike by the gate');
    expect(await ask('where is my car', context)).toBe('I have no note about your car.');
  });

  const KEYS = ['the keys are on the kitchen table', 'the car keys are in my bag'];
  it.each([
    ['kitchen table', KEYS[0]],
    ['the one on the kitchen table', KEYS[0]],
    ['the one about the bag', KEYS[1]],
    ['the second one', KEYS[0]],
    ['the first one', KEYS[1]],
    ['the last one', KEYS[0]],
    ['delete the oldest', KEYS[0]],
    ['the newest', KEYS[1]],
    ['what time is it', undefined],
    ['never mind', undefined],
    ['the blue one', undefined],
  ])('and of several “%s” forgets %s', async (reply, forgotten) => {
    const context = skillContext();
    for (const text of KEYS) context.user.notes.add(text);
    const content = await ask('forget about my keys', context);
    expect(content).toMatch(/^There are 2 such notes: /);
    await ask(reply, { ...context, history: [{ role: 'assistant', content }] });
    expect(notes(context)).toEqual(KEYS.filter((text) => text !== forgotten));
  });

  it.each([
    ['where is my phone', 'I have no note about your phone.'],
    ['where did I park', 'I have no note about that.'],
    ['where did I leave my glasses', 'I have no note about that.'],
    ['what did I say about my boss', 'I have no note about your boss.'],
  ])('honestly: “%s”', async (said, answer) => {
    expect(await ask(said)).toBe(answer);
  });

  it.each([
    ['what is the capital of France', 'The capital of France is Paris.'],
    ['what time is it', "It's 9:05 AM."],
    ['what is 20 percent of 80', /16/],
    ['who wrote hamlet', /language model|look/],
  ])('but “%s” is no question about one', async (said, answer) => {
    expect(await ask(said, given())).toMatch(answer);
  });

  it.each([
    'what did I ask you to remember',
    'read my notes',
    'what are my notes',
    'Do you have any notes for me? Read my notes.',
  ])('all, after “%s”', async (said) => {
    const told = await ask(said.replace(/^.*\? /, ''), given());
    expect(told).toBe(
      'You have 5 notes: your car is on level 3; the spare key is under the mat; your locker number is 42; ' +
        'you lent Tom ten dollars; the dentist appointment is on Monday at 9.',
    );
    expect(await ask(said.replace(/^.*\? /, ''))).toMatch(/^You have no notes\./);
  });

  it.each([
    ['forget about my car', 'My car is on level 3'],
    ['forget that my car is on level 3', 'My car is on level 3'],
    ['delete the note about the spare key', 'the spare key is under the mat'],
    ['delete my last note', 'the dentist appointment is on Monday at 9'],
    ['forget my last note', 'the dentist appointment is on Monday at 9'],
  ])('until they are forgotten: “%s”', async (said, text) => {
    const context = given();
    expect(await ask(said, context)).toMatch(/^Okay, I've forgotten: /);
    expect(notes(context)).toEqual(KEPT.filter((kept) => kept !== text));
  });

  it('no more right after “forget that”', async () => {
    const sut = conversation();
    await sut.ask('remember that my car is on level 3');
    expect(await sut.ask('forget that')).toBe("Okay, I've forgotten: your car is on level 3.");
    expect(await sut.ask('where is my car')).toBe('I have no note about your car.');
  });

  it.each([
    ['no', 'Okay, I keep them.', 5],
    ['yes', 'Your 5 notes are deleted.', 0],
    ['yes please', 'Your 5 notes are deleted.', 0],
  ])('until all are deleted, which is asked once: “%s”', async (reply, answer, left) => {
    const context = given();
    const question = await ask('delete all my notes', context);
    expect(question).toBe('Delete all 5 notes? Say yes to delete.');
    expect(notes(context)).toHaveLength(5);
    const history = [{ role: 'assistant' as const, content: question }];
    expect(await ask(reply, { ...context, history })).toBe(answer);
    expect(notes(context)).toHaveLength(left);
  });
});

describe('forget everything', () => {
  it('says that a recorded call is recorded again from then on', async () => {
    const call = conversation({ ...skillContext(), isRecorded: true });
    await call.ask('forget everything');
    expect(await call.ask('yes')).toMatch(
      /^I've forgotten .* conversation\. From here on this call is recorded again\.$/,
    );
  });

  it.each([
    ['yes', 0, "I've forgotten your notes, alarms, timers and settings, and our conversation."],
    ['no', 4, 'Okay, I forget nothing.'],
    ['what time is it', 4, "It's 9:05 AM."],
  ])('asks, and after “%s” %d things are kept', async (reply, left, answer) => {
    const context = skillContext();
    const { user } = context;
    user.notes.add('my car is on level 3');
    user.timers.set(60_000);
    user.alarms.set({ dueAt: context.now().getTime() + 60_000 });
    user.preferences.set('speakingRate', 0.8);
    const question = await ask('forget everything', context);
    expect(question).toMatch(/^Forget your notes, alarms, timers and settings\?/);
    const history = [{ role: 'assistant' as const, content: question }];
    expect(await ask(reply, { ...context, history })).toBe(answer);
    const kept = [...user.notes.list(), ...user.reminders(), ...Object.keys(user.preferences.all())];
    expect(kept).toHaveLength(left);
  });
});

/** Words that change what is kept for the user without naming it, on pages that have a control of that name. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../llm/llm.port.js';
import { isBrowserIntent } from '../../browser/browser-command.js';
import { fakeBrowser } from '../../browser/testing/fake-browser.js';
import { englishMatcher } from '../../english.js';
import { answerTo, ask } from '../../testing/ask.js';

const NOTED = "Okay, I'll remember: milk.";
const CANCEL = 'To cancel what you have set, say: cancel all timers, alarms and reminders.';
const FORGET = 'To forget the note, say: forget my last note.';

/** A user with one of each, on a page with these buttons. */
function start(names: readonly string[], lastWords?: string) {
  const page = names.map((name, i) => ` e${i + 1} button "${name}"`).join('\n');
  const { context, acts } = fakeBrowser(page);
  const { user } = context;
  user.timers.set(600_000);
  user.alarms.set({ dueAt: 3_000_000_000_000 });
  user.notes.add('milk');
  const history: ChatMessage[] = lastWords === undefined ? [] : [{ role: 'assistant', content: lastWords }];
  const said = { ...context, history };
  return {
    context: said,
    acts: () => acts().filter((act) => !/^(?:show|hide)_numbers/.test(act)),
    kept: () => [user.timers, user.alarms, user.notes].map((records) => records.list().length),
    say: async (sentence: string) => {
      const answer = await ask(sentence, said);
      history.push({ role: 'user', content: sentence }, { role: 'assistant', content: answer });
      return answer;
    },
  };
}

const ALL_KEPT = [1, 1, 1];

describe('words that are the name of a control', () => {
  it.each([
    ['cancel all', undefined, CANCEL],
    ['Cancel everything.', undefined, CANCEL],
    ['please cancel them all', undefined, CANCEL],
    ['undo', NOTED, FORGET],
    ['cancel', NOTED, FORGET],
    ['forget it', NOTED, FORGET],
  ])('"%s" after %j asks which is meant', async (said, lastWords, otherwise) => {
    const name = said.replace(/^please |\.$/g, '');
    const { say, acts, kept } = start(['Pricing', name], lastWords);
    expect(await say(said)).toBe(`${otherwise} Or press "${name}"?`);
    expect([acts(), kept()]).toEqual([[], ALL_KEPT]);
    await say('yes');
    expect([acts(), kept()]).toEqual([['click {"ref":"e2"}'], ALL_KEPT]);
  });

  it.each([
    ['delete all', undefined],
    ['delete', NOTED],
    ['remove', NOTED],
  ])('"%s" after %j presses what the browser asks about', async (said, lastWords) => {
    const { say, acts, kept } = start([said], lastWords);
    await say(said);
    expect([acts(), kept()]).toEqual([['click {"ref":"e1"}'], ALL_KEPT]);
  });

  it('asks which of two is meant', async () => {
    const { say, acts, kept } = start(['Delete all', 'Delete all']);
    expect(await say('delete all')).toMatch(/Which one\?$/);
    expect([acts(), kept()]).toEqual([[], ALL_KEPT]);
  });

  it.each([
    ['cancel all', undefined, 'cancel all timers, alarms and reminders', [0, 0, 1]],
    ['undo', NOTED, 'forget my last note', [1, 1, 0]],
  ])('"%s" after %j can be meant otherwise: "%s"', async (said, lastWords, reply, left) => {
    const { say, acts, kept } = start([said], lastWords);
    await say(said);
    await say(reply);
    expect([acts(), kept()]).toEqual([[], left]);
  });

  it.each([
    ['cancel all timers and alarms', undefined, [0, 0, 1]],
    ['cancel the timer', undefined, [0, 1, 1]],
    ['delete my alarm', undefined, [1, 0, 1]],
    ['delete my notes', undefined, [1, 1, 0]],
    ['delete the note', NOTED, [1, 1, 0]],
    ['forget that note', NOTED, [1, 1, 0]],
  ])('"%s" after %j stays what it is: it names what is kept', async (said, lastWords, left) => {
    const { say, acts, kept } = start([said], lastWords);
    await say(said);
    expect([acts(), kept()]).toEqual([[], left]);
  });

  it.each([
    ['cancel all', undefined, [0, 0, 1]],
    ['delete all', undefined, [0, 0, 1]],
    ['undo', NOTED, [1, 1, 0]],
  ])('"%s" after %j is done on a page without it', async (said, lastWords, left) => {
    const { say, acts, kept } = start([`${said} of these`, 'Pricing'], lastWords);
    await say(said);
    expect([acts(), kept()]).toEqual([[], left]);
  });

  it('no request of a few words without a name changes what is kept', async () => {
    const changed: string[] = [];
    const requests = shortRequests();
    expect(requests.length).toBeGreaterThan(100);
    for (const said of requests) {
      const { context, kept } = start([said]);
      const answer = await answerTo(said, context, true);
      if (answer?.kind === 'action') await answer.run();
      if (kept().join() !== ALL_KEPT.join()) changed.push(said);
    }
    expect(changed).toEqual([]);
  });
});

/** What is kept, and when it is due. */
const NAMES_OWN = /timer|alarm|remind|note|countdown|wake/;

/** The requests of at most three words that name nothing of it. */
function shortRequests(): string[] {
  const sentences = englishMatcher.rows
    .filter(({ intent }) => !isBrowserIntent(intent) && !intent.after)
    .flatMap(({ templates, alsoSaid, alsoUnderstood }) => [...templates, ...alsoSaid, ...alsoUnderstood])
    .flatMap((template) => (template.hasSlots ? [] : template.enumerate()))
    .filter((sentence) => sentence.split(' ').length <= 3 && !NAMES_OWN.test(sentence));
  return [...new Set(sentences)];
}

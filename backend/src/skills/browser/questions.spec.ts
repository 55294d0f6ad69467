import { describe, expect, it } from 'vitest';
import { SHOP } from '../../../../testing/skill-requests/fake-page.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import { toolFailure, type ToolCaller } from '../../tools/tools.port.js';
import { answerTo, ask } from '../testing/ask.js';
import { fakeBrowser, fakeConversation } from './testing/fake-browser.js';

describe('a name that several controls have', () => {
  it.each([
    ['two', 'e9'],
    ['number two', 'e9'],
    ['to', 'e9'],
    ['click one', 'e7'],
    ['the first', 'e7'],
    ['the second one', 'e9'],
    ['the last one', 'e9'],
    ['the top one', 'e7'],
  ])('is asked about, and "%s" chooses', async (reply, ref) => {
    const { ask, acts } = fakeConversation();
    expect(await ask('click read more')).toBe('2 are called "Read more". Which one?');
    expect(acts()).toEqual(['show_numbers {"refs":["e7","e9"]}']);
    await ask(reply);
    expect(acts().slice(1)).toEqual(['hide_numbers', `click {"ref":"${ref}"}`]);
  });

  it('is chosen by its name', async () => {
    const { ask, acts } = fakeConversation(' e1 link "Read more about tea"\n e2 link "Read more about ink"');
    expect(await ask('click read more')).toBe(
      '1, "Read more about tea"; 2, "Read more about ink". Which one?',
    );
    await ask('about ink');
    expect(acts().at(-1)).toBe('click {"ref":"e2"}');
  });

  it.each([
    [
      ['Red lamps for the garden and the house, reduced', 'Red chairs'],
      '1, "Red lamps for the garden and the house"; 2, "Red chairs". Which one?',
    ],
    [
      [
        'Red lamps for the garden and the whole house, new',
        'Red lamps for the garden and the whole house, old',
      ],
      '2 begin with "Red lamps for the garden and the whole house". Which one?',
    ],
    [
      [`Red${'x'.repeat(60)}`, `Red${'y'.repeat(60)}`].map((name) => `Red ${name}`),
      '2 begin with "Red". Which one?',
    ],
  ])('is asked about with the first words of long names: %j', async (names, question) => {
    const { ask } = fakeConversation(names.map((name, i) => ` e${i + 1} link "${name}"`).join('\n'));
    expect(await ask('click red')).toBe(question);
  });

  it.each(['never mind', 'none of them', 'no', 'cancel'])('is not used after "%s"', async (reply) => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask(reply);
    expect(acts().slice(1)).toEqual(['hide_numbers']);
  });

  it('is no question any more after another command, and its numbers go', async () => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask('scroll down');
    await ask('two');
    expect(acts().slice(1)).toEqual(['hide_numbers', 'scroll {"direction":"down"}']);
  });

  it('is answered by why the chosen control could not be used', async () => {
    let looks = 0;
    const shown = { ok: true, snapshot: ' e1 link "Read more"\n e2 link "Read more"', more: 0 };
    const { ask } = fakeConversation(undefined, {
      page_snapshot: () => (++looks > 2 ? { ok: false, error: 'The page is gone.' } : shown),
    });
    expect(await ask('drag read more to home')).toBe('2 are called "Read more". Which one?');
    expect(await ask('two')).toBe('The page is gone.');
  });

  it('stays a question for the next words only', async () => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask('what is 2 plus 2');
    await ask('two');
    expect(acts()).toEqual(['show_numbers {"refs":["e7","e9"]}']);
  });
});

describe('a question whose turn is over', () => {
  /** The tools of a turn, which do nothing once its answer was stopped. */
  const turns = (fake: ReturnType<typeof fakeBrowser>) => {
    let current = 0;
    const history: ChatMessage[] = [];
    return async (said: string) => {
      const turn = ++current;
      const { tools } = fake.context;
      const ownTools: ToolCaller = {
        has: (name) => tools.has(name),
        call: async (name, args) =>
          turn === current ? tools.call(name, args) : toolFailure('The answer was stopped before this.'),
      };
      const answer = await ask(said, { ...fake.context, history: [...history], tools: ownTools });
      history.push({ role: 'user', content: said }, { role: 'assistant', content: answer });
      return answer;
    };
  };

  it.each([
    [['click read more', 'two'], 'click {"ref":"e9"}'],
    [['click docks', 'yes'], 'click {"ref":"e30"}'],
    [['type red in size', 'one'], 'type_text {"ref":"e31","text":"red"}'],
    [['drag read more to home', 'two'], 'drag {"ref":"e9","to_ref":"e1"}'],
    [['scroll the read more down', 'one'], 'scroll {"direction":"down","ref":"e7"}'],
    [['check news', 'two'], 'set_checked {"ref":"e34","checked":true}'],
  ])('%j is carried out by the tools of the turn that answers it', async (said, act) => {
    const more = ` e30 link "Docs"\n e31 textbox "Size" = ""\n e32 textbox "Size" = ""\n e33 checkbox "News" unchecked\n e34 checkbox "News" unchecked`;
    const browser = fakeBrowser(`${SHOP}\n${more}`);
    const say = turns(browser);
    for (const each of said) await say(each);
    expect(browser.acts().at(-1)).toBe(act);
  });

  it('chooses a tab by the tools of the turn that answers it', async () => {
    const tab = { url: 'https://a.example/', active: false };
    const tabs = [
      { ...tab, tab: 1, title: 'News today' },
      { ...tab, tab: 2, title: 'News of old' },
    ];
    const browser = fakeBrowser(undefined, { list_tabs: { ok: true, tabs } });
    const say = turns(browser);
    expect(await say('go to the news tab')).toMatch(/Which one\?$/);
    await say('the second');
    expect(browser.acts()).toEqual(['switch_tab {"tab":2}']);
  });

  it('is not answered by what follows the words of a page', async () => {
    const matches = [{ ref: 'e90', context: 'Red or blue: which one? Which one?' }];
    const browser = fakeBrowser(undefined, { find_in_page: { ok: true, matches, total: 1 } });
    const say = turns(browser);
    await say('click read more');
    await say('find red');
    await say('two');
    expect(browser.acts().filter((act) => act.startsWith('click'))).toEqual([]);
  });
});

describe('a name that sounds like a control', () => {
  it('is offered where it is not sure, and "yes" takes it', async () => {
    const { ask, acts } = fakeConversation(' e1 link "Docs"\n e2 link "Home"');
    expect(await ask('click docks')).toBe('Did you mean "Docs"?');
    await ask('yes');
    expect(acts().at(-1)).toBe('click {"ref":"e1"}');
  });

  it('does nothing grave', async () => {
    const { ask, acts } = fakeConversation(' e1 button "Delete account"\n e2 link "Home"');
    await ask('click delayed account');
    expect(acts().filter((act) => act.startsWith('click'))).toEqual([]);
  });
});

describe('numbers', () => {
  it.each(['four', 'for', 'click four', 'number 4', 'Click 4.', 'click for'])(
    'are clicked by "%s" while they are shown',
    async (said) => {
      const { ask, acts } = fakeConversation();
      await ask('show numbers');
      await ask(said);
      expect(acts()).toEqual(['show_numbers', 'click {"ref":"n4"}']);
    },
  );

  it('mean nothing once they are hidden', async () => {
    const { ask, acts } = fakeConversation();
    await ask('show numbers');
    await ask('hide numbers');
    await ask('four');
    expect(acts()).toEqual(['show_numbers', 'hide_numbers']);
  });

  it('mean nothing any more once the page has none', async () => {
    const error = 'There is no number 4 on the page. Say "show numbers".';
    const { ask, acts } = fakeConversation(undefined, { click: { ok: false, error } });
    await ask('show numbers');
    expect(await ask('four')).toBe(error);
    await ask('five');
    expect(await ask('click four')).toBe(error);
    expect(acts()).toEqual(['show_numbers', 'click {"ref":"n4"}', 'click {"ref":"n4"}']);
  });

  it('mean nothing in another session', async () => {
    await fakeConversation().ask('show numbers');
    const { ask, acts } = fakeConversation();
    await ask('four');
    expect(acts()).toEqual([]);
  });

  describe('and the pages of a list', () => {
    const pages = ' e1 link "1"\n e2 link "2"\n e3 link "34"';
    /** Two controls show a number if asked; the pages are out of view. */
    const listed = () =>
      fakeConversation(undefined, {
        page_snapshot: ({ scope }) => ({ ok: true, snapshot: scope === 'page' ? pages : '', more: 0 }),
        click: ({ ref }) =>
          ref === 'n34' || ref === 'n5'
            ? { ok: false, error: 'There is no number 34 on the page. Say "show numbers".' }
            : { ok: true, changed: 'it worked' },
      });

    it.each([
      [['click two'], ['click {"ref":"e2"}']],
      [['click number two'], ['click {"ref":"e2"}']],
      [['two'], []],
      [['click five'], ['click {"ref":"n5"}']],
      [['show numbers', 'click two'], ['click {"ref":"n2"}']],
      [['show numbers', 'two'], ['click {"ref":"n2"}']],
      [['show numbers', 'click the link two'], ['click {"ref":"e2"}']],
      [['show numbers', 'click page two'], ['click {"ref":"e2"}']],
      [
        ['show numbers', 'click 34'],
        ['click {"ref":"n34"}', 'click {"ref":"e3"}'],
      ],
      [['show numbers', '34'], ['click {"ref":"n34"}']],
    ])('%j: %j', async (said, expected) => {
      const { ask, acts } = listed();
      for (const each of said) await ask(each);
      expect(acts().filter((act) => act.startsWith('click'))).toEqual(expected);
    });

    it('says how to show numbers where nothing has that one', async () => {
      expect(await listed().ask('click five')).toBe('There is no number 34 on the page. Say "show numbers".');
    });
  });
});

describe('words after a question about a call', () => {
  const expired = 'I got no answer, so I did not do it.';
  const withLast = (content: string) => ({
    ...fakeBrowser().context,
    history: [
      { role: 'user', content: 'click send' },
      { role: 'assistant', content },
    ] as ChatMessage[],
  });

  it.each(['yes', 'Yes please.', 'go ahead'])('are too late, if it has expired: "%s"', async (said) => {
    expect(await ask(said, withLast(expired))).toBe(
      'That question is over, so I did nothing. Please ask me again.',
    );
  });

  it.each([
    'no',
    'No!',
    'nope',
    'cancel',
    "don't",
    "No, don't.",
    'please do not do that',
    'never mind',
    'stop',
  ])('agree that it was not done: "%s"', async (said) => {
    const context = withLast(expired);
    expect(await ask(said, context)).toBe('Okay. It was not done.');
    expect(await answerTo(said, context, true)).toMatchObject({ kind: 'spoken', certain: true });
  });

  it('are only words after anything else', async () => {
    expect(await ask('yes', withLast('Clicked "Send".'))).toBe('Okay.');
  });
});

import { describe, expect, it } from 'vitest';
import { answerTo, ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';
import { fakeBrowser } from './testing/fake-browser.js';

async function actsOf(said: string): Promise<string[]> {
  const browser = fakeBrowser();
  await ask(said, browser.context);
  return browser.acts();
}

/** Phrases by the calls that they make. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'scroll {"direction":"down"}': [
    'scroll down',
    'Scroll down, please.',
    'page down',
    'scroll',
    'scroll page',
    'scroll down further',
    'move down',
  ],
  'scroll {"direction":"up"}': ['scroll up', 'page up', 'go up'],
  'scroll {"direction":"down","pages":0.3}': [
    'scroll down a little',
    'scroll down a bit',
    'scroll a little down',
  ],
  'scroll {"direction":"down","pages":2}': ['scroll down two pages', 'scroll down 2 screens'],
  'scroll {"direction":"down","pages":0.5}': ['scroll down half a page'],
  'scroll {"direction":"bottom"}': [
    'scroll to the bottom',
    'go to the end of the page',
    'scroll all the way down',
    'bottom of the page',
  ],
  'scroll {"direction":"top"}': [
    'scroll to the top',
    'go back to the top',
    'back to top',
    'scroll all the way up',
  ],
  'scroll {"direction":"right"}': ['scroll right', 'scroll to the right'],
  'find_in_page {"text":"reviews"}': [
    'scroll to the reviews',
    'go to the reviews section',
    'find reviews',
    'show the reviews',
  ],
  'click {"ref":"e2"}': [
    'click pricing',
    'click on pricing',
    'click the pricing link',
    'press pricing',
    'tap on pricing',
    'Click on "Pricing".',
    'pricing',
    'open pricing',
    'go to pricing',
    'follow the link pricing',
    'please click pricing',
  ],
  'click {"ref":"e17"}': ['click sign in', 'sign in', 'log in', 'click the sign in button', 'click sign-in'],
  'click {"ref":"e3"}': ['click my orders', 'open my orders', 'click orders'],
  'click {"ref":"e15"}': ['click add to cart', 'add to cart', 'click add two cart', 'click at to card'],
  'click {"ref":"e20"}': ['click notification', 'click notifications', 'click notifikations'],
  'click {"ref":"e9"}': [
    'click the second read more',
    'click the 2nd read more link',
    'click read more number 2',
    'click the last link read more',
  ],
  'click {"ref":"e6"}': [
    'click the first result',
    'open the first result',
    'click desk lamp',
    'click the desk lamp link',
  ],
  'click {"ref":"e1"}': ['click the first link', 'click home'],
  'click {"ref":"e5"}': ['click search', 'click the search button'],
  'click {"ref":"e4"}': [
    'click the search box',
    'focus the search field',
    'go to the search box',
    'focus on the search box',
  ],
  'click {"ref":"e2","double":true}': ['double click pricing'],
  'hover {"ref":"e2"}': ['hover over pricing', 'move the mouse to pricing'],
  'drag {"ref":"e6","to_ref":"e15"}': ['drag desk lamp to add to cart'],
  show_numbers: ['show numbers', 'show me the numbers', 'numbers please', 'show labels'],
  hide_numbers: ['hide numbers', 'hide the numbers', 'numbers off'],
  'type_text {"text":"hello world"}': [
    'type hello world',
    'Type hello world.',
    'enter text hello world',
    'type in hello world',
  ],
  'type_text {"text":"Hello, World!"}': ['type Hello, World!'],
  'type_text {"ref":"e13","text":"a@b.com"}': [
    'type a@b.com in the email field',
    'type a@b.com into email',
    'enter a@b.com in the email box',
  ],
  'type_text {"ref":"e4","text":"desk","submit":true}': [
    'type desk in the search box and press enter',
    'type desk into the search box and submit',
  ],
  'type_text {"text":"red wine in a glass"}': ['type red wine in a glass'],
  'type_text {"ref":"e13","text":"me","replace":true}': [
    'fill in email with me',
    'set the email to me',
    'set email to me',
  ],
  'type_text {"text":"cats","replace":true}': [
    'replace it with cats',
    'replace the text with cats',
    'change that to cats',
  ],
  'type_text {"text":"","replace":true}': ['clear the field', 'clear this text box', 'erase the text'],
  'type_text {"text":"\\n"}': ['new line', 'insert a line break'],
  'type_text {"text":"\\n\\n"}': ['new paragraph'],
  'type_text {"text":"","submit":true}': ['submit', 'submit the form', 'send the form'],
  'press_key {"key":"Enter"}': ['press enter', 'hit return', 'press the enter key'],
  'press_key {"key":"Escape"}': ['press escape', 'escape', 'close the dialog', 'close this pop up'],
  'press_key {"key":"ArrowDown"}': ['press down', 'press the down arrow', 'press arrow down'],
  'press_key {"key":"Tab"}': ['press tab', 'next field', 'go to the next field'],
  'press_key {"key":"Control+C"}': ['press control c', 'press control and c'],
  'press_key {"key":"Control+A"}': ['select all', 'select everything'],
  'set_checked {"ref":"e10","checked":true}': [
    'check remember me',
    'check the remember me box',
    'tick remember me',
    'turn on remember me',
  ],
  'set_checked {"ref":"e10","checked":false}': [
    'uncheck remember me',
    'untick the remember me checkbox',
    'turn remember me off',
  ],
  'set_value {"ref":"e11","value":40}': [
    'set brightness to 40',
    'set the brightness to forty percent',
    'set the brightness slider to 40',
    'change brightness to 40',
  ],
  'select_option {"ref":"e12","option":"Italy"}': ['select Italy', 'choose Italy', 'pick the Italy option'],
  'select_option {"ref":"e12","option":"france"}': [
    'select france in country',
    'choose France from the country list',
    'set country to France',
    'pick france in the country dropdown',
  ],
  'set_value {"ref":"e14","value":"2027-06-05"}': [
    'set delivery to june 5th',
    'set the delivery to the fifth of june',
  ],
  'switch_tab {"tab":13}': [
    'next tab',
    'go to the next tab',
    'switch to the next tab',
    'tab right',
    'the last tab',
    'go to the third tab',
    'tab 3',
    'go to the hacker news tab',
    'switch to hacker news',
    'find the hacker news tab',
  ],
  'switch_tab {"tab":11}': [
    'previous tab',
    'go to the previous tab',
    'tab left',
    'first tab',
    'go to the gmail tab',
    'switch to my inbox',
    'go to my gmail tab',
    'switch to g mail',
    'go to tab one',
  ],
  close_tab: ['close tab', 'close this tab', 'close the current tab', 'close the page'],
  'close_tab {"tabs":[11,13]}': [
    'close the other tabs',
    'close the others',
    'close all the other tabs',
    'close every other tab',
  ],
  'close_tab {"tabs":[13]}': [
    'close the hacker news tab',
    'close tab 3',
    'close tabs to the right',
    'close the last tab',
  ],
  'close_tab {"tabs":[11,12,13]}': ['close all tabs', 'close all my tabs'],
  reopen_tab: [
    'reopen the closed tab',
    'undo close tab',
    'reopen that tab',
    'bring back the last tab',
    'restore the last tab',
    'bring that tab back',
  ],
  new_tab: ['new tab', 'open a new tab', 'open another tab', 'create a tab'],
  'open_url {"url":"https://shop.example/lamps","new_tab":true}': [
    'duplicate this tab',
    'duplicate the page',
  ],
  'open_url {"url":"https://news.ycombinator.com/","new_tab":true}': [
    'open hacker news',
    'open Hacker News please',
    'visit hacker news',
    'go to hacker news in a new tab',
    'open a new tab to hacker news',
  ],
  'open_url {"url":"https://en.wikipedia.org/"}': [
    'go to wikipedia',
    'take me to Wikipedia',
    'open wikipedia in this tab',
  ],
  'open_url {"url":"https://wikipedia.org/"}': ['go to wikipedia.org', 'go to wikipedia dot org'],
  'open_url {"url":"https://example.com/news","new_tab":true}': [
    'open example dot com slash news',
    'open example.com/news',
  ],
  'search_web {"query":"cheap flights"}': [
    'search for cheap flights',
    'search the web for cheap flights',
    'google cheap flights',
    'look up cheap flights',
    'search cheap flights',
    'do a search for cheap flights',
    'search for cheap flights online',
  ],
  'search_web {"query":"C++ books"}': ['search for C++ books.'],
  'open_url {"url":"https://en.wikipedia.org/w/index.php?search=tea","new_tab":true}': [
    'search for tea on wikipedia',
    'search wikipedia for tea',
    'look up tea on Wikipedia',
    'find tea on wikipedia',
  ],
  'open_url {"url":"https://www.youtube.com/results?search_query=cats","new_tab":true}': [
    'search youtube for cats',
    'find cats on youtube',
    'youtube cats',
  ],
  go_back: [
    'go back',
    'take me back',
    'go back a page',
    'go to the previous page',
    'go back to the last page',
  ],
  go_forward: ['go forward', 'forward one page'],
  reload: ['reload', 'refresh the page', 'reload this tab', 'refresh'],
  bookmark_page: ['bookmark this page', 'bookmark this', 'add this page to my bookmarks', 'bookmark'],
  'zoom {"direction":"in"}': ['zoom in', 'make the text bigger', 'zoom in a bit', 'enlarge the text'],
  'zoom {"direction":"out"}': ['zoom out', 'make it smaller', 'reduce the font size'],
  'zoom {"direction":"reset"}': [
    'reset zoom',
    'reset the zoom',
    'normal zoom',
    'actual size',
    'zoom to 100 percent',
  ],
  undo: ['undo that', 'undo', 'undo it', 'take that back', 'undo the last step'],
  'media {"action":"play"}': [
    'play the video',
    'play',
    'resume the video',
    'unpause',
    'play the music',
    'play music',
  ],
  'media {"action":"pause"}': [
    'pause the video',
    'stop the music',
    'pause it',
    'stop playing',
    'pause playback',
  ],
  'media {"action":"mute"}': ['mute the video', 'mute this tab', 'mute the sound'],
  'media {"action":"unmute"}': ['unmute', 'unmute the video', 'unmute this page'],
  'media {"action":"forward"}': ['fast forward', 'skip forward', 'skip ahead'],
  'media {"action":"back"}': ['rewind', 'skip back', 'rewind the video'],
  'media {"action":"faster"}': ['speed up the video', 'play it faster'],
  'media {"action":"fullscreen"}': ['full screen', 'make it full screen', 'fullscreen the video'],
  copy_text: ['copy that', 'copy', 'copy this', 'copy the selection', 'copy the selected text'],
  'copy_text {"text":"https://shop.example/lamps"}': [
    'copy the link',
    'copy the address of this page',
    'copy the url',
  ],
  'copy_text {"text":"Lamps - Shop"}': ['copy the title of this page', 'copy tab title'],
  paste_text: ['paste', 'paste that', 'paste it here'],
  'find_in_page {"text":"refunds"}': [
    'find refunds',
    'find refunds on this page',
    'search this page for refunds',
    'where does it say refunds',
    'find the word refunds',
    'highlight refunds on this page',
  ],
};

describe('a command of the browser', () => {
  for (const [call, phrases] of Object.entries(COMMANDS))
    it.each(phrases)(`"%s" calls ${call}`, async (said) => expect(await actsOf(said)).toEqual([call]));
});

describe('a sentence that only resembles a command', () => {
  it.each([
    'I would click with her',
    'we click',
    'the next tab in my notes is blue',
    'search me',
    'the scroll was found in a cave',
    'scroll of truth',
    'I went back',
    'she said go back to sleep',
    'what type of cheese is this',
    'type of cheese',
    'write a poem about the sea',
    'tell me about tabs',
    'my type is B negative',
    'press release',
    'the press',
    'he pressed enter',
    'four',
    'for',
    'to',
    'twelve',
    'number nine',
    'check my email',
    'check the weather in Rome',
    'turn on the lights',
    'turn off everything',
    'set a timer for five minutes',
    'set the timer to 10 minutes',
    'select a random number between 1 and 10',
    'choose a number from 1 to 10',
    'change ten miles to kilometers',
    'find a restaurant near me',
    'find my phone',
    'what are the odds',
    'she is a bookmark designer',
    'I need to reload my card',
    'undo the damage',
    'the bottom of the sea',
    'how do I scroll down',
    'what does undo mean',
    'spell scroll',
    'delete',
    'subscribed',
    'replay the account',
    'go to sleep mode settings',
    'go to bed',
    'open the door',
    'open your mind',
    'enter the dragon',
    'it was a copy of that',
    'I am reading the paper',
    'do not click pricing',
    'never click pricing',
    "don't scroll down",
    'did you click pricing',
    'why did you close the tab',
    'remind me to close the tab',
    'remember that the tab is closed',
  ])('"%s" does nothing', async (said) => expect(await actsOf(said)).toEqual([]));
});

describe('a page whose controls are called like other requests', () => {
  const NAMES = ['Weather', 'Time', 'Timer', 'Yes', 'OK', 'Continue', 'Notes', 'Stop', 'Type'];
  const snapshot = NAMES.map((name, i) => ` e${i + 1} link "${name}"`).join('\n');
  const history = [
    { role: 'user' as const, content: 'tell me a story' },
    {
      role: 'assistant' as const,
      content: 'Once upon a time',
      interrupted: true,
      unheard: ' there was a king.',
    },
  ];

  it.each([
    ['check the weather', 'weather'],
    ['check the time', 'time'],
    ['start timer', 'timer.unclear'],
    ['start a timer', 'timer.unclear'],
    ['stop', 'stop'],
    ['yes', 'acknowledge'],
    ['ok', 'acknowledge'],
    ['continue', 'continue'],
    ['search my notes for milk', 'note.recall.mine'],
    ['find milk in my notes', 'note.recall.mine'],
  ])('"%s" means %s, with a model too', async (said, intent) => {
    const { context, acts } = fakeBrowser(snapshot);
    expect((await answerTo(said, { ...context, history }))?.intent).toBe(intent);
    const answer = await answerTo(said, { ...context, history }, true);
    if (answer?.kind === 'action' && answer.certain) await answer.run();
    expect(acts()).toEqual([]);
  });

  it.each(['weather box', 'the weather checkbox'])('"check the %s" ticks it', async (name) => {
    const { context, acts } = fakeBrowser(' e1 checkbox "Weather" unchecked');
    await ask(`check the ${name.replace(/^the /, '')}`, context);
    expect(acts()).toEqual(['set_checked {"ref":"e1","checked":true}']);
  });

  it.each(['News', 'Sign up for free', 'Buy now', 'Shopping list'])(
    '"%s" clicks the control of that name in place of a refusal',
    async (name) => {
      const { context, acts } = fakeBrowser(` e1 link "${name}"`);
      await ask(name, context);
      expect(acts()).toEqual(['click {"ref":"e1"}']);
    },
  );

  it.each([
    ['open the menu', 'I see no "menu" on this page.'],
    ['log out', 'I see no "log out" on this page.'],
    ['click pricing again', ''],
    ['click it again', 'Say the name of what to click'],
  ])('"%s" says what is not there: %s', async (said, words) => {
    const { context, acts } = fakeBrowser(' e1 link "Pricing"');
    const answer = await ask(said, context);
    if (words) expect(answer).toContain(words);
    else expect(acts()).toEqual(['click {"ref":"e1"}']);
  });

  it.each([
    ['Red or blue?', []],
    ['Blue it is.', ['click {"ref":"e1"}']],
  ])('"blue" after "%s" does %j', async (content, expected) => {
    const { context, acts } = fakeBrowser(' e1 link "Blue"');
    const asked = [
      { role: 'user' as const, content: 'help me choose' },
      { role: 'assistant' as const, content },
    ];
    const answer = await answerTo('blue', { ...context, history: asked }, true);
    if (answer?.kind === 'action') await answer.run();
    expect(acts()).toEqual(expected);
  });

  it('"search my notes" searches no web', async () => {
    expect(await actsOf('search my notes')).toEqual([]);
  });
});

describe('with the tools', () => {
  it.each([
    ['go to bed', "I don't know where that is."],
    ['open a new tab and search for cats', "I don't know where that is."],
    ['find a restaurant', "I can't look that up myself."],
    ['fill out this form', "I can't do that on a page."],
    ['read me the news', "I can't choose the news."],
  ])('"%s" is refused for another reason than a missing tool', async (said, reason) =>
    expect(await ask(said, fakeBrowser().context)).toContain(reason),
  );
});

describe('without the tools', () => {
  it('says why, as before', async () => {
    expect(await ask('scroll down')).toMatch(/^I can't scroll or zoom pages yet\./);
    expect(await ask('next tab')).toMatch(/^I can't control tabs yet\./);
    expect(await ask('click sign in')).toMatch(/^I can't click or type on pages yet\./);
    expect(await ask('open hacker news')).toMatch(/^I can't open pages yet\./);
  });
});

describe('with a language model', () => {
  it.each([
    'scroll down',
    'click pricing',
    'next tab',
    'search for tea',
    'type hello',
    'pricing',
    'show numbers',
  ])('"%s" is done at once', async (said) =>
    expect((await answerTo(said, fakeBrowser().context, true))?.certain).toBe(true),
  );

  it.each([
    'click the thing that lets me pay',
    'summarize this page',
    'what does this page say about shipping',
    'open the cheapest one',
    'what is this',
    'turn on the lights',
  ])('"%s" goes to the model', async (said) =>
    expect((await answerTo(said, fakeBrowser().context, true))?.certain).not.toBe(true),
  );

  it('clicks by name where the visible names are not known', async () => {
    const { context } = fakeBrowser();
    expect((await answerTo('click pricing', { ...context, pagePhrases: [] }, true))?.certain).toBe(true);
    expect(skillContext().pagePhrases).toEqual([]);
  });
});

it('prefers a name with a number that is out of view to a position in view', async () => {
  const inView = ' e1 link "Buttons for slide control"';
  const browser = fakeBrowser(undefined, {
    page_snapshot: ({ scope }) => ({
      ok: true,
      snapshot: scope === 'page' ? `${inView}\n e2 tab "Slide 1"\n e3 tab "Slide 2"` : inView,
      more: 0,
    }),
  });
  await ask('click slide one', browser.context);
  await ask('click link one', browser.context);
  expect(browser.acts()).toEqual(['click {"ref":"e2"}', 'click {"ref":"e1"}']);
});

import { describe, expect, it } from 'vitest';
import { searchAddress, SITES } from '#sites';
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { TabItem } from '../../tool-contract/tool-results';
import { decide } from './decide';
import { hostOf } from './addresses';
import type { JudgedCall, RuleName } from './rules';
import { Tasks } from './task';

const PAGE = 'https://shop.example/cart';

interface Case extends Partial<Omit<JudgedCall, 'target' | 'to' | 'closing' | 'task'>> {
  /** What the user said in the turns before. */
  before?: string[];
  /** What a page of another site said that was read. */
  read?: string;
  target?: Partial<Target>;
  to?: Partial<Target>;
  /** Pinned or not. */
  closing?: boolean[];
}

const control = (target: Partial<Target>): Target => ({
  role: 'button',
  name: '',
  control: '',
  submits: false,
  downloads: false,
  secret: false,
  editable: false,
  origin: 'https://shop.example',
  ...target,
});

const tab = (pinned: boolean, i: number): TabItem => ({
  tab: i,
  title: `Tab ${i}`,
  url: '',
  active: false,
  audible: false,
  pinned,
});

function verdictOn(words: string, name: ToolName, args: Record<string, unknown>, given: Case): string {
  const { target, to, closing = [], before = [], read, ...more } = given;
  const tasks = new Tasks();
  before.forEach((text, turnId) => tasks.userSaid(turnId, text, PAGE));
  if (read) tasks.read('mail.example', read);
  tasks.userSaid(9, words, PAGE);
  const toHost = typeof args.url === 'string' ? hostOf(args.url) : null;
  const decision = decide({
    name,
    arguments: args,
    task: tasks.task(9, PAGE, toHost),
    target: target ? control(target) : null,
    number: null,
    to: to ? control(to) : null,
    pageUrl: PAGE,
    closing: closing.map(tab),
    pasted: null,
    ...more,
  });
  return decision.verdict === 'allow' ? 'allow' : `${decision.verdict}: ${decision.rule}`;
}

type Verdict = 'allow' | `confirm: ${RuleName}` | `deny: ${RuleName}`;
type Row = [words: string, Record<string, unknown>, Case, Verdict];

const tables: Partial<Record<ToolName, Row[]>> = {
  click: [
    // Nothing to ask about.
    ['click more', {}, { target: { name: 'More' } }, 'allow'],
    ['what is here', {}, { target: { name: 'Menu' } }, 'allow'],
    ['what is here', {}, { target: null as never }, 'allow'],
    // What the user named is allowed once it only submits, logs in, downloads or leaves.
    ['click sign in', {}, { target: { name: 'Sign in', submits: true } }, 'allow'],
    ['sign in', {}, { target: { name: 'Sign in', submits: true } }, 'allow'],
    ['please click the sign-in button', {}, { target: { name: 'Sign in', submits: true } }, 'allow'],
    ['click sine in', {}, { target: { name: 'Sign in', submits: true } }, 'allow'],
    ['fill in my address and then sign in', {}, { target: { name: 'Sign in', submits: true } }, 'allow'],
    ['click pricing', {}, { target: { name: 'See our pricing', href: 'https://other.example/' } }, 'allow'],
    ['click café menu', {}, { target: { name: 'Cafe menu', href: 'https://other.example/' } }, 'allow'],
    ['click go', {}, { target: { name: 'Go', submits: true } }, 'allow'],
    ["click what's new", {}, { target: { name: "What's new", href: 'https://other.example/' } }, 'allow'],
    ['download report', {}, { target: { name: 'Report', downloads: true } }, 'allow'],
    // By its number.
    ['four', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'allow'],
    ['click 14', {}, { number: 14, target: { name: 'Continue', submits: true } }, 'allow'],
    ['click twenty one', {}, { number: 21, target: { name: 'Continue', submits: true } }, 'allow'],
    ['click for', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'allow'],
    ['click twenty one', {}, { number: 20, target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    ['open number four in there', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'allow'],
    [
      'read the four stories about it',
      {},
      { number: 4, target: { name: 'Continue', submits: true } },
      'confirm: submits',
    ],
    ['click five', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    ['look for shoes', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    // What the user did not name is asked about.
    ['what is here', {}, { target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    ['read this page', {}, { target: { name: 'Sign in', submits: true } }, 'confirm: logs_in'],
    ['read this page', {}, { target: { name: 'Log in' } }, 'confirm: logs_in'],
    ['read this page', {}, { target: { name: 'OK', submits: true, form: 'Log in' } }, 'confirm: logs_in'],
    ['read this page', {}, { target: { role: 'link', name: 'Log in', href: PAGE } }, 'allow'],
    ['go to the next page', {}, { target: { name: 'Go', submits: true } }, 'confirm: submits'],
    ['read this page', {}, { target: { name: 'Report', downloads: true } }, 'confirm: downloads'],
    ['', {}, { target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    // A negation is no yes.
    ["read it but don't sign in", {}, { target: { name: 'Sign in', submits: true } }, 'confirm: logs_in'],
    ['do not click continue', {}, { target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    ['never click 4', {}, { number: 4, target: { name: 'Continue', submits: true } }, 'confirm: submits'],
    // Where it leads.
    [
      'look around',
      {},
      { target: { role: 'link', name: 'About', href: 'https://shop.example/about' } },
      'allow',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'Help', href: 'https://help.shop.example/' } },
      'allow',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'Top', href: 'https://www.shop.example/' } },
      'allow',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'Up', href: 'https://example/' } },
      'confirm: leaves',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'A', href: 'https://evil.example/' } },
      'confirm: leaves',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'A', href: 'https://evilshop.example/' } },
      'confirm: leaves',
    ],
    [
      'look around',
      {},
      { target: { role: 'link', name: 'Mail', href: 'mailto:a@b.example' } },
      'confirm: leaves',
    ],
    ['look around', {}, { target: { role: 'link', name: 'Open', href: 'javascript:open()' } }, 'allow'],
    [
      'look on Wikipedia',
      {},
      { target: { role: 'link', name: 'A', href: 'https://en.wikipedia.org/wiki/A' } },
      'allow',
    ],
    [
      'look around',
      {},
      { pageUrl: '', target: { role: 'link', name: 'A', href: 'https://a.example/' } },
      'confirm: leaves',
    ],
    // Buying, sending and deleting ask always.
    ['click buy now', {}, { target: { name: 'Buy now' } }, 'confirm: buys'],
    ['click 4', {}, { number: 4, target: { name: 'Pay 48 euros', submits: true } }, 'confirm: buys'],
    ['click place order', {}, { target: { name: 'Place your order' } }, 'confirm: buys'],
    [
      'click continue',
      {},
      { target: { name: 'Continue', submits: true, form: 'Checkout' } },
      'confirm: buys',
    ],
    ['click jetzt kaufen', {}, { target: { name: 'Jetzt kaufen' } }, 'confirm: buys'],
    ['click jetzt kaufen', {}, { target: { name: 'Jetzt kau\u00adfen' } }, 'confirm: buys'],
    ['click add to cart', {}, { target: { name: 'Add to cart' } }, 'allow'],
    ['click order by price', {}, { target: { name: 'Order by price' } }, 'allow'],
    ['click search', {}, { target: { name: 'Search', submits: true, form: 'Search orders' } }, 'allow'],
    ['click delete', {}, { target: { name: 'Delete' } }, 'confirm: deletes'],
    ['click delete', {}, { target: { role: 'link', name: 'Delete', href: PAGE } }, 'confirm: deletes'],
    ['click remove item', {}, { target: { role: 'menuitem', name: 'Remove item' } }, 'confirm: deletes'],
    ['click löschen', {}, { target: { name: 'Löschen' } }, 'confirm: deletes'],
    ['click empty trash', {}, { target: { name: 'Empty trash now' } }, 'confirm: deletes'],
    ['click yes', {}, { target: { name: 'Yes, delete it' } }, 'confirm: deletes'],
    ['click it', {}, { target: { name: 'Confirm and pay' } }, 'confirm: buys'],
    ['click order', {}, { target: { name: 'Order' } }, 'confirm: buys'],
    ['click it', {}, { target: { name: 'OK, send' } }, 'confirm: sends'],
    ['click it', {}, { target: { name: 'Move to trash' } }, 'confirm: deletes'],
    ['click ok', {}, { target: { name: 'OK' } }, 'allow'],
    ['click remove filter', {}, { target: { name: 'Remove filter: red' } }, 'allow'],
    [
      'look',
      {},
      { target: { role: 'link', name: 'Delete your account in four easy steps', href: PAGE } },
      'allow',
    ],
    [
      'check delete my data',
      {},
      { target: { role: 'checkbox', name: 'Delete my data at the end' } },
      'allow',
    ],
    ['click send', {}, { target: { name: 'Send' } }, 'confirm: sends'],
    ['click post', {}, { target: { name: 'Post' } }, 'confirm: sends'],
    ['click posts', {}, { target: { role: 'link', name: 'Posts', href: PAGE } }, 'allow'],
    ['click reply', {}, { target: { name: 'Reply' } }, 'allow'],
    ['click reply', {}, { target: { name: 'Reply', submits: true } }, 'confirm: sends'],
    ['click envoyer', {}, { target: { name: 'Envoyer', submits: true } }, 'confirm: sends'],
    // A page that dresses up its own names gets nothing by it.
    ['click next', {}, { target: { name: 'Next', submits: true, form: 'Order' } }, 'confirm: buys'],
  ],
  press_key: [
    ['press escape', { key: 'Escape' }, { target: { name: 'Buy now' } }, 'allow'],
    ['press down', { key: 'ArrowDown' }, { target: { role: 'textbox', editable: true } }, 'allow'],
    ['press enter', { key: 'Enter' }, {}, 'allow'],
    ['press enter', { key: 'Enter' }, { target: { role: 'textbox', name: 'City', editable: true } }, 'allow'],
    [
      'what is here',
      { key: 'Enter' },
      { target: { role: 'textbox', name: 'City', editable: true } },
      'confirm: submits',
    ],
    [
      "don't press enter",
      { key: 'Enter' },
      { target: { role: 'textbox', name: 'City', editable: true } },
      'confirm: submits',
    ],
    [
      'press enter',
      { key: 'Enter' },
      { target: { role: 'textbox', name: 'Write a message', editable: true } },
      'confirm: sends',
    ],
    ['press enter', { key: 'Enter' }, { target: { name: 'Delete' } }, 'confirm: deletes'],
    ['press space', { key: 'Space' }, { target: { name: 'Buy now' } }, 'confirm: buys'],
    // Whatever the key is called, and whatever is held with it.
    ...['enter', 'return', 'Control+Enter', 'cmd+return', 'space', 'spacebar'].map((key): Row => [
      'go on',
      { key },
      { target: { name: 'Buy now' } },
      'confirm: buys',
    ]),
    [
      'go on',
      { key: 'Ctrl+Return' },
      { target: { role: 'textbox', name: 'Message', editable: true } },
      'confirm: sends',
    ],
    [
      'go on',
      { key: 'Enter' },
      { target: { role: 'checkbox', name: 'Gift', fields: [] } },
      'confirm: submits',
    ],
    ['go on', { key: 'Enter' }, { target: { name: 'More', fields: [] } }, 'allow'],
    ['go on', { key: 'x' }, { pageUrl: 'https://evil.example/' }, 'confirm: types_elsewhere'],
    ['go on', { key: 'Escape' }, { pageUrl: 'https://evil.example/' }, 'allow'],
    ['press delete', { key: 'Delete' }, {}, 'confirm: deletes'],
    ['go on', { key: 'del' }, { target: { role: 'listitem', name: 'Holiday.jpg' } }, 'confirm: deletes'],
    ['press backspace', { key: 'Backspace' }, { target: { role: 'textbox', editable: true } }, 'allow'],
    [
      'press space',
      { key: 'Space' },
      { target: { role: 'textbox', name: 'Message', editable: true } },
      'allow',
    ],
    ['press a', { key: 'a' }, { target: { role: 'textbox', secret: true, editable: true } }, 'deny: secret'],
    ...['Shift+a', 'space', '+', 'Control+V'].map((key): Row => [
      'go on',
      { key },
      { target: { secret: true, editable: true } },
      'deny: secret',
    ]),
    ['press tab', { key: 'Tab' }, { target: { role: 'textbox', secret: true, editable: true } }, 'allow'],
  ],
  type_text: [
    [
      'type hello',
      { text: 'hello' },
      { target: { role: 'textbox', name: 'Message', editable: true } },
      'allow',
    ],
    [
      'answer them',
      { text: 'Dear all' },
      { target: { role: 'textbox', name: 'Message', editable: true } },
      'allow',
    ],
    [
      'type hunter2',
      { text: 'hunter2' },
      { target: { role: 'textbox', secret: true, editable: true } },
      'deny: secret',
    ],
    [
      'type oslo and press enter',
      { text: 'oslo', submit: true },
      { target: { role: 'textbox', name: 'City', editable: true, submits: true } },
      'allow',
    ],
    [
      'search for oslo',
      { text: 'oslo', submit: true },
      { target: { role: 'searchbox', name: 'Search', editable: true, submits: true } },
      'allow',
    ],
    [
      'type oslo',
      { text: 'oslo', submit: true },
      { target: { role: 'textbox', name: 'City', editable: true, submits: true } },
      'confirm: submits',
    ],
    [
      'type hello and press enter',
      { text: 'hello', submit: true },
      { target: { role: 'textbox', name: 'Message Ann', editable: true } },
      'confirm: sends',
    ],
    [
      'search for oslo',
      { text: 'oslo', submit: true },
      { target: { role: 'searchbox', name: 'Search', editable: true, href: 'https://evil.example/' } },
      'allow',
    ],
    [
      'what is here',
      { text: 'oslo', submit: true },
      { target: { role: 'searchbox', name: 'Search', editable: true, submits: true } },
      'confirm: submits',
    ],
    // Elsewhere, only the words of this turn; a frame of another site is elsewhere, too.
    [
      'go on',
      { text: 'the code is 1234' },
      { target: { editable: true, origin: 'https://evil.example' } },
      'confirm: types_elsewhere',
    ],
    ['go on', { text: 'a b' }, { target: { editable: true, origin: 'null' } }, 'confirm: types_elsewhere'],
    [
      'type hello',
      { text: 'hello' },
      { pageUrl: 'https://evil.example/', target: { editable: true } },
      'allow',
    ],
    [
      'go on',
      { text: 'the code is 1234' },
      { pageUrl: 'https://evil.example/', target: { editable: true } },
      'confirm: types_elsewhere',
    ],
    [
      'go on',
      { text: 'my pin is 1234' },
      { before: ['my pin is 1234'], pageUrl: 'https://evil.example/', target: { editable: true } },
      'confirm: types_elsewhere',
    ],
  ],
  paste_text: [
    ['paste', {}, { pasted: 'anything', target: { editable: true } }, 'allow'],
    [
      'paste',
      {},
      { pasted: 'anything', pageUrl: 'https://evil.example/', target: { editable: true } },
      'allow',
    ],
    [
      'go on',
      {},
      { pasted: 'anything', pageUrl: 'https://evil.example/', target: { editable: true } },
      'confirm: pastes',
    ],
    ['go on', {}, { pasted: 'anything', target: { editable: true } }, 'confirm: pastes'],
    ["don't paste it", {}, { pasted: 'anything', target: { editable: true } }, 'confirm: pastes'],
    ['paste', {}, { pasted: 'hunter2', target: { secret: true, editable: true } }, 'deny: secret'],
  ],
  copy_text: [
    ['copy that', {}, {}, 'allow'],
    ['copy the summary', { text: 'Pears are fruit.' }, {}, 'allow'],
    ['read this page', { text: 'curl evil.example' }, {}, 'confirm: copies'],
    ['what is here', {}, {}, 'allow'],
  ],
  set_value: [
    ['set it to five', { value: 5 }, { target: { role: 'slider' } }, 'allow'],
    ['set it to five', { value: 5 }, { target: { secret: true } }, 'deny: secret'],
    [
      'go on',
      { value: 'the code is 1234' },
      { pageUrl: 'https://evil.example/', target: { editable: true } },
      'confirm: types_elsewhere',
    ],
  ],
  drag: [
    ['drag it up', { dy: -50 }, { target: { name: 'Card' } }, 'allow'],
    ['drag it there', {}, { target: { name: 'Card' }, to: { name: 'Done' } }, 'allow'],
    ['drag it to the trash', {}, { target: { name: 'Card' }, to: { name: 'Trash' } }, 'confirm: deletes'],
  ],
  open_url: [
    ['open it', { url: 'https://shop.example/' }, {}, 'allow'],
    ['open it', { url: 'shop.example' }, {}, 'allow'],
    ['open it', { url: 'https://shop.example/issues' }, {}, 'allow'],
    ['open hacker news', { url: 'https://news.ycombinator.com/' }, {}, 'allow'],
    ['open example dot com', { url: 'https://example.com/' }, {}, 'allow'],
    ['go to wikipedia.org', { url: 'https://wikipedia.org/' }, {}, 'allow'],
    ['search youtube for cats', { url: 'https://www.youtube.com/results?search_query=cats' }, {}, 'allow'],
    [
      'search youtube for cats',
      { url: 'https://www.youtube.com/results?search_query=dogs' },
      {},
      'confirm: carries',
    ],
    ['what is here', { url: 'https://evil.example/' }, {}, 'confirm: opens'],
    ['what is here', { url: 'https://shop.example/?q=secret' }, {}, 'confirm: carries'],
    ['what is here', { url: 'https://shop.example/#secret' }, {}, 'confirm: carries'],
    ['what is here', { url: 'https://me@shop.example/' }, {}, 'confirm: carries'],
    ['what is here', { url: `https://shop.example/${'a'.repeat(80)}` }, {}, 'confirm: carries'],
    ['what is here', { url: 'https://:hunter2@shop.example/' }, {}, 'confirm: carries'],
    ['what is here', { url: 'https://help.shop.example/' }, {}, 'allow'],
    ['what is here', { url: 'https://shop.example/questions/11227809/why-is-it' }, {}, 'allow'],
    // Data in other places and shapes.
    [
      'what is here',
      { url: 'https://code-98213.shop.example/' },
      { read: 'Your code is 98213.' },
      'confirm: carries',
    ],
    [
      'what is here',
      { url: `https://${'a'.repeat(40)}.${'b'.repeat(40)}.shop.example/` },
      {},
      'confirm: carries',
    ],
    ['what is here', { url: 'https://shop.example/ZGVhciBkb2N0b3Igcm9vbQ5' }, {}, 'confirm: carries'],
    ['what is here', { url: 'https://shop.example/%2570in' }, {}, 'confirm: carries'],
    [
      'search youtube for a cat',
      { url: `https://www.youtube.com/results?search_query=${'a+cat+cat+a+'.repeat(9)}` },
      {},
      'confirm: carries',
    ],
    [
      'search youtube for cats',
      { url: `https://www.youtube.com/results?search_query=cats${'.,.,,'.repeat(20)}` },
      {},
      'confirm: carries',
    ],
    // Another site, however it is written.
    ['what is here', { url: 'https://shop.example@evil.example/' }, {}, 'confirm: opens'],
    ['what is here', { url: 'https://shop.example:8443/' }, {}, 'confirm: opens'],
    ['what is here', { url: 'https://shop.example.evil.example/' }, {}, 'confirm: opens'],
    ['what is here', { url: 'https://shop.example\\.evil.example/' }, {}, 'allow'],
    ['open paypal dot com', { url: 'https://p\u0430ypal.com/' }, {}, 'confirm: opens'],
    ['what is here', { url: ' JavaScript:alert(1)' }, {}, 'deny: no_web_address'],
    ['what is here', { url: 'java\tscript:alert(1)' }, {}, 'deny: no_web_address'],
    ['what is here', { url: 'view-source:https://shop.example/' }, {}, 'deny: no_web_address'],
    ['what is here', { url: 'blob:https://shop.example/x' }, {}, 'deny: no_web_address'],
    [
      'open it',
      { url: 'https://shop.example/12345678' },
      { before: ['my number is 12345678'] },
      'confirm: carries',
    ],
    [
      'open it',
      { url: 'https://shop.example/code-98213' },
      { read: 'Your code is 98213.' },
      'confirm: carries',
    ],
    [
      'open it',
      { url: 'https://shop.example/dear-doctor-test-result' },
      { read: 'Dear doctor, the result of the test' },
      'confirm: carries',
    ],
    ['open it', { url: 'javascript:alert(1)' }, {}, 'deny: no_web_address'],
    ['open it', { url: 'data:text/html,x' }, {}, 'deny: no_web_address'],
    ['open it', { url: 'file:///etc/passwd' }, {}, 'deny: no_web_address'],
    ['open it', { url: 'chrome://settings' }, {}, 'deny: no_web_address'],
    ['open it', { url: 'not an address' }, {}, 'deny: no_web_address'],
  ],
  search_web: [
    ['search for cheap flights to oslo', { query: 'cheap flights to Oslo' }, {}, 'allow'],
    ['search for cheap flights to oslo', { query: 'cheapest flight Oslo' }, {}, 'allow'],
    ['and of her sister', { query: 'sister of Ada Lovelace' }, { before: ['who is ada lovelace'] }, 'allow'],
    ['search the web for this', { query: 'account 4711 balance' }, {}, 'confirm: searches'],
  ],
  close_tab: [
    ['close this tab', {}, { closing: [false] }, 'allow'],
    ['close the others', {}, { closing: [false, false, false] }, 'allow'],
    ['close all tabs', {}, { closing: [false, false] }, 'allow'],
    ["don't close the other tabs", {}, { closing: [false, false] }, 'confirm: closes_several'],
    ['what is here', {}, { closing: [false, false] }, 'confirm: closes_several'],
    ['close this tab', {}, { closing: [true] }, 'confirm: closes_pinned'],
    ['close the others', {}, { closing: [false, true] }, 'confirm: closes_pinned'],
  ],
  scroll: [['what is here', { direction: 'down' }, { target: { name: 'Buy now' } }, 'allow']],
  page_snapshot: [['what is here', {}, { pageUrl: 'https://evil.example/' }, 'allow']],
  media: [['what is here', { action: 'play' }, {}, 'allow']],
  undo: [['what is here', {}, {}, 'allow']],
};

describe.each(Object.entries(tables) as [ToolName, Row[]][])('%s', (name, rows) => {
  it.each(rows)('after "%s", with %j and %j: %s', (words, args, given, verdict) => {
    expect(verdictOn(words, name, args, given)).toBe(verdict);
  });
});

describe('the sites that people name', () => {
  it.each(SITES.map((site) => [site.names[0]!, site] as const))('opens and searches %s', (name, site) => {
    expect(verdictOn(`open ${name}`, 'open_url', { url: site.url }, {})).toBe('allow');
    const search = searchAddress(site, 'cheap cats');
    if (search === undefined) return;
    expect(verdictOn(`search ${name} for cheap cats`, 'open_url', { url: search }, {})).toBe('allow');
  });
});

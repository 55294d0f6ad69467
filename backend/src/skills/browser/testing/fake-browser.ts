import type { ToolAnswer } from '../../../tools/tools.port.js';
import { FakeTools, type FakeTool } from '../../testing/fake-tools.js';
import { skillContext } from '../../testing/skill-context.js';
import { readSnapshot } from '../controls/snapshot.js';

/** A shop with the usual kinds of control. */
export const SHOP = `page "Lamps - Shop" https://shop.example/lamps  (viewport 1 of 3)
 navigation
  e1 link "Home"
  e2 link "Pricing"
  e3 link "My orders"
 e4 searchbox "Search lamps" = ""
 e5 button "Search"
 heading "Lamps" 1
 heading "Desk lamp" 2
  e6 link "Desk lamp"
 e7 link "Read more"
 heading "Floor lamp" 2
  e8 link "Floor lamp"
 e9 link "Read more"
 e10 checkbox "Remember me" unchecked
 e11 slider "Brightness" = "20"
 e12 combobox "Country" = "Germany"
 e13 textbox "Email" = ""
 e14 textbox "Delivery" date = ""
 e15 button "Add to cart"
 e16 button "Sign in" disabled
 e17 link "Sign in"
 e18 button "Delete account"
 e19 button "Subscribe"
 e20 button "Notifications"`;

export const TABS = [
  { tab: 11, title: 'Inbox (3) - Gmail', url: 'https://mail.google.com/mail', active: false },
  { tab: 12, title: 'Lamps - Shop', url: 'https://shop.example/lamps', active: true },
  { tab: 13, title: 'Hacker News', url: 'https://news.ycombinator.com/', active: false },
];

const DONE: ToolAnswer = { ok: true, changed: 'it worked' };

const ACTING =
  'click type_text select_option set_checked set_value press_key hover drag scroll open_url search_web go_back go_forward ' +
  'reload new_tab switch_tab reopen_tab close_tab bookmark_page media zoom undo hide_numbers copy_text paste_text';

const READING = new Set(['page_snapshot', 'list_tabs', 'read_article']);

/** A session with the browser's tools and a page. `acts` are the calls that did more than look. */
export function fakeBrowser(snapshot = SHOP, results: Readonly<Record<string, FakeTool>> = {}) {
  const tools = new FakeTools({
    ...Object.fromEntries(ACTING.split(' ').map((name) => [name, DONE])),
    page_snapshot: { ok: true, snapshot, more: 0 },
    list_tabs: { ok: true, tabs: TABS },
    find_in_page: ({ text }) => ({
      ok: true,
      matches: [{ ref: 'e90', context: `All about ${String(text)}` }],
      total: 1,
    }),
    read_article: {
      ok: true,
      title: 'Lamps',
      text: 'A lamp gives light. It may be old.',
      from: 0,
      total: 34,
    },
    show_numbers: ({ refs }) => ({
      ok: true,
      controls: (Array.isArray(refs) ? refs : ['e1', 'e2']).map((ref, i) => ({
        number: i + 1,
        ref: String(ref),
      })),
    }),
    ...results,
  });
  const names = readSnapshot(snapshot).controls.map(({ name }) => name);
  return {
    context: { ...skillContext(), tools, hasTools: true, pagePhrases: [...new Set(names)].filter(Boolean) },
    /** Such as `click {"ref":"e2"}`. */
    acts: () =>
      tools.calls
        .filter(({ name }) => !READING.has(name))
        .map(({ name, args }) => (Object.keys(args).length > 0 ? `${name} ${JSON.stringify(args)}` : name)),
  };
}

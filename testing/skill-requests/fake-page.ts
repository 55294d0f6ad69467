/** A page with the usual kinds of control, and the tools of a browser that shows it, for requests about a page. */

/** As the client's `page_snapshot` writes it. */
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
 e11 slider "Brightness" = "20" (0 to 100)
 e12 combobox "Country" = "Germany" of "Germany", "France", "Italy"
 e13 textbox "Email" = ""
 e14 textbox "Delivery" date = ""
 e15 button "Add to cart"
 e16 button "Sign in" disabled
 e17 link "Sign in"
 e18 button "Delete account"
 e19 button "Subscribe"
 e20 button "Notifications"`;

const TABS = [
  { tab: 11, title: 'Inbox (3) - Gmail', url: 'https://mail.google.com/mail', active: false },
  { tab: 12, title: 'Lamps - Shop', url: 'https://shop.example/lamps', active: true },
  { tab: 13, title: 'Hacker News', url: 'https://news.ycombinator.com/', active: false },
];

type Args = Record<string, unknown>;
type Result = Record<string, unknown>;

const ACTING = (
  'click type_text select_option set_checked set_value press_key hover drag scroll open_url search_web go_back go_forward ' +
  'reload new_tab switch_tab reopen_tab close_tab bookmark_page wait_for media zoom undo hide_numbers copy_text paste_text'
).split(' ');

const LOOKING = new Set(['page_snapshot', 'list_tabs', 'read_article', 'read_selection']);

/** What each tool returns, always the same or made of the arguments. */
export type FakeResults = Readonly<Record<string, Result | ((args: Args) => Result)>>;

const RESULTS: FakeResults = {
  ...Object.fromEntries(ACTING.map((name) => [name, { ok: true, changed: 'it worked' }])),
  page_snapshot: { ok: true, snapshot: SHOP, more: 0 },
  list_tabs: { ok: true, tabs: TABS },
  find_in_page: ({ text }) => ({
    ok: true,
    matches: [{ ref: 'e90', context: `All about ${String(text)}` }],
    total: 1,
  }),
  read_article: { ok: true, title: 'Lamps', text: 'A lamp gives light. It may be old.', from: 0, total: 34 },
  read_selection: { ok: true, text: 'A lamp.' },
  show_numbers: ({ refs }) => ({
    ok: true,
    numbers: (Array.isArray(refs) ? refs : ['e1', 'e2']).map((ref, i) => ({
      number: i + 1,
      ref: String(ref),
    })),
  }),
};

/** @param results of some tools, in place of the usual ones */
export function fakePage(results: FakeResults = {}) {
  const calls: { name: string; args: Args }[] = [];
  const all: FakeResults = { ...RESULTS, ...results };
  const snapshot = all['page_snapshot'];
  const text = typeof snapshot === 'object' ? String(snapshot['snapshot']) : SHOP;
  const controls = text.matchAll(/^\s*e\d+ \S+ "((?:[^"\\]|\\.)+)"/gm);
  return {
    calls,
    tools: {
      has: (name: string) => Object.hasOwn(all, name),
      async call(name: string, args: Args): Promise<Result> {
        calls.push({ name, args });
        const result = all[name];
        return (
          (typeof result === 'function' ? result(args) : result) ?? { ok: false, error: `No tool "${name}".` }
        );
      },
    },
    /** The names of the controls, each once. */
    names: [...new Set([...controls].map(([, name]) => name!))],
    /** The calls that did more than look, such as `click {"ref":"e2"}`. */
    acts: () =>
      calls
        .filter(({ name }) => !LOOKING.has(name))
        .map(({ name, args }) => (Object.keys(args).length > 0 ? `${name} ${JSON.stringify(args)}` : name)),
  };
}

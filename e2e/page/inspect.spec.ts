import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
  page = await world.open('<p>Empty</p>');
});
afterAll(() => world.close());

describe('secrets', () => {
  const CARD =
    '<form><input aria-label=Password type=password value=hunter2><input aria-label=Code autocomplete=one-time-code value=123456><input aria-label=Card autocomplete=cc-number value=4111111111111111><input aria-label=CVV name=cvv value=737><button>Pay</button></form>';

  it('are never read, also after "show password"', async () => {
    await page.page.setContent(CARD);
    await page.snapshot();
    await page.page.evaluate(() => (document.querySelector('input')!.type = 'text'));
    expect((await page.text()).replace(/e\d+ /g, '').split('\n')).toEqual([
      'textbox "Password" (secret)',
      'textbox "Code" (secret)',
      'textbox "Card" (secret)',
      'textbox "CVV" (secret)',
      'button "Pay"',
    ]);
    const pay = await page.run('inspect', { ref: await page.ref('button "Pay"') });
    expect(JSON.stringify(pay)).not.toMatch(/hunter2|123456|4111|737/);
  });

  it('are not selected text', async () => {
    await page.page.setContent(CARD);
    await page.page.locator('input').nth(2).selectText();
    expect(await page.run('selection', {})).toEqual({ text: '' });
  });
});

describe('inspecting a control', () => {
  const target = async (html: string, control: string) => {
    await page.page.setContent(html);
    return page.run('inspect', { ref: await page.ref(control) });
  };

  it('tells what a form would send, and where', async () => {
    const html = `<form action="https://shop.example/order"><h2>Order</h2><input type=hidden name=id value=7>
      <label>Tickets <input type=number value=2></label><label><input type=checkbox checked> Gift</label>
      <button>Buy</button></form>`;
    expect(await target(html, 'button "Buy"')).toEqual({
      ok: true,
      target: {
        role: 'button',
        name: 'Buy',
        control: 'button "Buy"',
        submits: true,
        form: 'Order',
        fields: ['Tickets: 2', 'Gift: yes'],
        href: 'https://shop.example/order',
        downloads: false,
        secret: false,
        editable: false,
        origin: expect.any(String),
      },
    });
  });

  it.each([
    [
      '<a href="https://a.example/x"><b>Go</b></a>',
      'link',
      { href: 'https://a.example/x', downloads: false },
    ],
    ['<a href="https://a.example/x" download>Go</a>', 'link', { downloads: true }],
    ['<a href="https://a.example/setup.exe">Go</a>', 'link', { downloads: true }],
    ['<form><button type=button>Go</button></form>', 'button', { submits: false }],
    ['<button disabled>Go</button>', 'button', { disabled: true }],
    [
      '<form><fieldset><legend>Order</legend><button>Go</button></fieldset></form>',
      'button',
      { form: 'Order' },
    ],
    [
      '<form><input><fieldset><legend>Seat</legend><input></fieldset><h2>Order</h2><button>Go</button></form>',
      'button',
      { form: 'Order' },
    ],
    ['<button form=f>Go</button><form id=f></form>', 'button', { submits: true }],
    [
      '<form><button formaction="https://b.example/">Go</button></form>',
      'button',
      { href: 'https://b.example/' },
    ],
    [
      '<form action="https://a.example/"><input><button formaction="https://b.example/">Go</button></form>',
      'textbox',
      { href: 'https://b.example/' },
    ],
    [
      '<svg width=90 height=30><a href="https://b.example/"><text y=20>Go</text></a></svg>',
      'link',
      { href: 'https://b.example/' },
    ],
    [
      '<svg width=90 height=30><a href="https://["><text y=20>Go</text></a></svg>',
      'link',
      { href: 'https://[' },
    ],
    ['<a href="https://[">Go</a>', 'link', { href: 'https://[', downloads: false }],
    ['<form action="https://["><button>Go</button></form>', 'button', { href: 'https://[' }],
    [
      '<a href="https://b.example/"><svg width=30 height=30><a><text y=25 font-size=30>Go</text></a></svg></a>',
      'link',
      { href: 'https://b.example/' },
    ],
    [
      '<div role=button tabindex=0 aria-label=More style="display:inline-block"><a href="https://b.example/">Pears</a></div>',
      'button "More"',
      { name: 'More', href: 'https://b.example/', presses: { role: 'link', name: 'Pears' } },
    ],
    [
      '<label for=d>Read <span role=button tabindex=0>more</span></label><button id=d>Delete all</button>',
      'button "more"',
      { name: 'more', presses: { role: 'button', name: 'Delete all' } },
    ],
    [
      '<label for=d>Read more</label><button id=d>Delete all</button>',
      'button "Read more"',
      { name: 'Read more', presses: { role: 'button', name: 'Delete all' } },
    ],
    [
      '<label for=d>Read more</label><input type=image id=d alt="Delete all">',
      'button "Read more"',
      { name: 'Read more', presses: { role: 'button', name: 'Delete all' } },
    ],
    [
      '<form><label for=d>Read more</label><input type=submit id=d></form>',
      'button "Read more"',
      { presses: { role: 'button', name: 'Submit' } },
    ],
    ['<form><input name=action></form>', 'textbox', { submits: false, submitsByEnter: true, editable: true }],
    ['<form><input type=checkbox></form>', 'checkbox', { submits: false, submitsByEnter: true }],
    [
      '<form><div role=combobox tabindex=0 aria-label=City><input></div></form>',
      'combobox "City"',
      { submitsByEnter: true },
    ],
    [
      '<div role=combobox tabindex=0 aria-label=Account><input type=password></div>',
      'combobox "Account"',
      { secret: true },
    ],
    ['<form><input type=checkbox role=menuitem></form>', 'menuitem', { submitsByEnter: true }],
    ['<input type=password>', 'textbox', { secret: true }],
    ['<input placeholder="Card number">', 'textbox', { secret: true }],
    ['<label for=a>PIN</label><input id=a>', 'textbox', { secret: true }],
    ['<label>Security code <input type=tel></label>', 'textbox', { secret: true }],
    ['<p id=a>Kartennummer</p><input aria-labelledby=a>', 'textbox', { secret: true }],
    ['<label>Promo code <input></label>', 'textbox', { secret: false }],
    ['<input type=checkbox aria-label="Show password">', 'checkbox', { secret: false }],
  ])('knows %s', async (html, control, expected) => {
    expect(await target(html, control)).toMatchObject({ ok: true, target: expected });
  });

  it('tells what has the focus and what is selected', async () => {
    await page.page.setContent('<input aria-label=City value="New York"><p>Text</p>');
    const city = await page.ref('textbox "City"');
    await page.page.locator('input').selectText();
    expect(await page.run('focused', {})).toMatchObject({
      ref: city,
      target: { name: 'City', editable: true },
    });
    expect(await page.run('selection', {})).toEqual({ text: 'New York' });
    await page.page.locator('p').selectText();
    expect(await page.run('selection', {})).toEqual({ text: 'Text' });
    await page.page.setContent('<input name=sms_code type=number value=123456>');
    await page.page.locator('input').selectText();
    expect(await page.run('selection', {})).toEqual({ text: '' });
    await page.page.setContent('<body contenteditable>Letter');
    await page.page.locator('body').focus();
    expect(await page.run('focused', {})).toMatchObject({ target: { editable: true } });
  });
});

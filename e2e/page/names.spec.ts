import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

/** Each page has one control; the text is how a snapshot shows it. */
const NAMES: [what: string, html: string, control: string][] = [
  ['its text', '<button>Save <b>all</b></button>', 'button "Save all"'],
  ['a label around it', '<label>Name <input></label>', 'textbox "Name"'],
  ['a label elsewhere', '<input id=n><label for=n>First name</label>', 'textbox "First name"'],
  ['aria-label before its text', '<button aria-label="Close">x</button>', 'button "Close"'],
  [
    'several elements',
    '<i id=a>Size</i><i id=b>in cm</i><input aria-labelledby="a b">',
    'textbox "Size in cm"',
  ],
  [
    'itself and another',
    '<button id=d aria-label=Delete aria-labelledby="d f"></button><i id=f>cat.png</i>',
    'button "Delete cat.png"',
  ],
  [
    'a hidden element that it refers to',
    '<p id=h hidden>Search <b hidden>here</b></p><input aria-labelledby=h>',
    'textbox "Search here"',
  ],
  [
    'no hidden part of its text',
    '<button>Buy <i hidden>never</i><i aria-hidden=true>!</i></button>',
    'button "Buy"',
  ],
  ['a placeholder', '<input placeholder="What next?">', 'textbox "What next?"'],
  ['a tooltip before a placeholder', '<input title="City" placeholder="Rome">', 'textbox "City"'],
  ['the image in it', '<a href=/><img alt="Home" src="data:,"></a>', 'link "Home"'],
  [
    'the drawing in it',
    '<button><svg width=9 height=9><title>Print</title></svg></button>',
    'button "Print"',
  ],
  ['CSS text', '<style>b::before{content:"Menu"}</style><button><b></b></button>', 'button "Menu"'],
  [
    'the alternative of a CSS image',
    '<style>b::after{content:"\\2605" / "Favourite"}</style><button><b></b></button>',
    'button "Favourite"',
  ],
  [
    'no address of a CSS image',
    '<style>b::after{content:url("data:,a")}</style><button>Go<b></b></button>',
    'button "Go"',
  ],
  ['blocks with spaces between', '<button><div>Add</div><div>card</div></button>', 'button "Add card"'],
  ['lines with spaces between', '<button>Add<br>card</button>', 'button "Add card"'],
  ['inline parts without spaces', '<button>un<b>do</b></button>', 'button "undo"'],
  [
    'the value of a control in its label',
    '<input type=checkbox id=v><label for=v>In <select><option>5</option></select> days</label>',
    'checkbox "In 5 days"',
  ],
  ['what HTML calls it', '<input type=submit>', 'button "Submit"'],
  ['quotation marks and backslashes', '<button>Say "a\\b"</button>', 'button "Say \\"a\\\\b\\""'],
  ['its text, without a role', '<div tabindex=0>More</div>', 'clickable "More"'],
];

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
  page = await world.open('<p>Empty</p>');
});
afterAll(() => world.close());

describe('a control is called by', () => {
  it.each(NAMES)('%s', async (_what, html, control) => {
    await page.page.setContent(html);
    expect(await page.text()).toContain(control);
  });

  it('what a shadow host shows', async () => {
    await page.page.setContent('<x-label id=l></x-label><input aria-labelledby=l>');
    await page.page.evaluate(() => {
      document.querySelector('#l')!.attachShadow({ mode: 'closed' }).innerHTML = '<b>Street</b>';
    });
    expect(await page.text()).toContain('textbox "Street"');
  });

  it('what stands in its slots', async () => {
    await page.page.setContent('<x-button><span slot=t>Send</span> now</x-button>');
    await page.page.evaluate(() => {
      const root = document.querySelector('x-button')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<button><slot name=t></slot><slot></slot></button>';
    });
    expect(await page.text()).toContain('button "Send now"');
  });
});

import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';
import { fakeBrowser, fakeConversation } from '../testing/fake-browser.js';

describe('a form', () => {
  const FORM = ` e1 spinbutton "Guests" = "1"
 e2 textbox "Phone" = ""
 e3 slider "Brightness of the lamp" = "20" (0 to 100)
 e4 checkbox "Select message from Otto Lind" unchecked
 e5 textbox "E-mail address" = "" focused
 e6 button "Can I bring a dog?"
 e7 combobox "Sort by" = "Price" of "Price", "Newest first"
 e8 combobox "Size" = "1" of "1", "2", "3"
 e9 link "Language settings"
 e10 textbox "Remark" = ""`;
  it.each([
    ['type 3 in guests', 'set_value {"ref":"e1","value":3}'],
    ['type three in guests', 'set_value {"ref":"e1","value":3}'],
    ['type minus two point five into guests', 'set_value {"ref":"e1","value":-2.5}'],
    [
      'type three in guests and press enter',
      'type_text {"ref":"e1","text":"3","replace":true,"submit":true}',
    ],
    ['type a few in guests', 'type_text {"ref":"e1","text":"a few"}'],
    ['set guests to three', 'set_value {"ref":"e1","value":3}'],
    ['set guests to 3', 'set_value {"ref":"e1","value":3}'],
    ['set guests field to three', 'set_value {"ref":"e1","value":3}'],
    ['set phone to three', 'type_text {"ref":"e2","text":"3","replace":true}'],
    ['type five five five one two in phone', 'type_text {"ref":"e2","text":"55512"}'],
    ['type plus four nine oh double three in phone', 'type_text {"ref":"e2","text":"+49033"}'],
    ['type Call me in phone', 'type_text {"ref":"e2","text":"Call me"}'],
    ['set brightness to 40', 'set_value {"ref":"e3","value":40}'],
    ['set brightness to forty', 'set_value {"ref":"e3","value":40}'],
    ['type Anna at Example dot com in e mail address', 'type_text {"ref":"e5","text":"anna@example.com"}'],
    ['set e mail address to anna@b.com', 'type_text {"ref":"e5","text":"anna@b.com","replace":true}'],
    [
      'fill in e mail address with anna at b dot org',
      'type_text {"ref":"e5","text":"anna@b.org","replace":true}',
    ],
    ['type anna at example dot com', 'type_text {"text":"anna@example.com"}'],
    ['type anna at example dot com in remark', 'type_text {"ref":"e10","text":"anna at example dot com"}'],
    ['set remark to Tea at Five', 'type_text {"ref":"e10","text":"Tea at Five","replace":true}'],
    ['type three', 'type_text {"text":"three"}'],
    ['can I bring a dog', 'click {"ref":"e6"}'],
    ['sort by newest first', 'select_option {"ref":"e7","option":"newest first"}'],
    ['sort by newest', 'select_option {"ref":"e7","option":"newest"}'],
    ['sort the results by price', 'select_option {"ref":"e7","option":"price"}'],
    ['set size to two', 'select_option {"ref":"e8","option":"2"}'],
    ['click the message from Otto Lind', 'click {"ref":"e4"}'],
    ['select message from otto lind', 'click {"ref":"e4"}'],
  ])('is filled in by "%s"', async (said, act) => {
    const { ask, acts } = fakeConversation(FORM);
    await ask(said);
    expect(acts()).toEqual([act]);
  });

  it.each([
    ['open the message from Otto Lind', 'I see no "message from otto lind" on this page.'],
    ['show select message from otto lind', 'I see no "select message from otto lind" on this page.'],
    ['set language to French', '"Language settings" is a link: it can\'t be set to "french".'],
    ['can I bring a cat', "I can't answer that without a language model."],
  ])('is not changed by "%s"', async (said, answer) => {
    const { ask, acts } = fakeConversation(FORM);
    expect(await ask(said)).toContain(answer);
    expect(acts()).toEqual([]);
  });

  it('with a button for each order has it pressed', async () => {
    const { ask, acts } = fakeConversation(
      ' e1 combobox "Sort by" = "A" of "A", "B"\n e2 button "Sort by price"',
    );
    await ask('sort by price');
    expect(acts()).toEqual(['click {"ref":"e2"}']);
  });
});

describe('"submit"', () => {
  it.each([
    ['textbox "City" = "Rome" focused', ['type_text {"text":"","submit":true}']],
    ['button "Clear all" focused', []],
  ])('with the focus on %s', async (focused, calls) => {
    const { ask, acts } = fakeConversation(` e1 ${focused}\n e2 button "Send"`);
    const said = await ask('submit');
    expect(acts()).toEqual(calls);
    if (calls.length === 0) expect(said).toMatch(/^The focus is on "Clear all"\. Click a field/);
  });
});

describe('a part of the name of a box', () => {
  it.each(['uncheck the newsletter', 'turn off newsletter', 'disable the newsletter'])(
    'is asked about after "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation(' e1 checkbox "Send me the newsletter" checked');
      expect(await ask(said)).toBe('Did you mean "Send me the newsletter"?');
      await ask('yes');
      expect(acts().at(-1)).toBe('set_checked {"ref":"e1","checked":false}');
    },
  );
});

describe('a page whose names the client does not tell', () => {
  it.each([
    ['check remember me', ['set_checked {"ref":"e10","checked":true}']],
    ['uncheck remember me', ['set_checked {"ref":"e10","checked":false}']],
    ['turn off remember me', ['set_checked {"ref":"e10","checked":false}']],
    ['uncheck the subscription', []],
    ['set brightness to 40', ['set_value {"ref":"e11","value":40}']],
    ['set delivery to june fifth', ['set_value {"ref":"e14","value":"2027-06-05"}']],
    ['check my email', []],
    ['check the weather', []],
    ['turn on the lights', []],
    ['set the volume to 40', []],
  ])('hears "%s" as %j', async (said, calls) => {
    const { context, acts } = fakeBrowser();
    await ask(said, { ...context, pagePhrases: [] });
    expect(acts()).toEqual(calls);
  });
});

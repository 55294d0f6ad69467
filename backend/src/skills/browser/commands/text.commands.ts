import { writtenNumber } from '../../../language/en/browser/written-values.js';
import { dictatedText, textAndField, tidy } from '../../../language/en/browser/dictated-text.js';
import { normalize } from '../../../language/en/normalize.js';
import type { BrowserCommand } from '../browser-command.js';
import type { Act, Browser } from '../browser.js';
import { findControls } from '../controls/match.js';
import { isFocused, type Control } from '../controls/snapshot.js';
import type { Told } from '../outcome.js';
import { typedText } from '../typed-text.js';
import { ask, nameOf, useControl } from '../use-control.js';
import { isVisible } from '../visible.js';

const FIELD_SAID = /\b(?:field|box|bar|input|area|form)$/;

export const textCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.text.turn',
    tool: 'press_key',
    reason: 'click',
    templates: ['{way=next|previous} field'],
    alsoUnderstood: [
      '(go to|focus|focus on|move to|jump to|select) [the] {way=next|previous} (field|input|box|text box|control|element)',
    ],
    plan:
      ({ way }) =>
      (browser) =>
        browser.act(`Went to the ${way} field`, 'press_key', { key: way === 'next' ? 'Tab' : 'Shift+Tab' }),
  },
  {
    name: 'browser.text.focus',
    tool: 'click',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(focus|focus on|put the cursor in|put the cursor on|go to|jump to|move to|select) [the] {field:link} (field|box|bar|input)',
      '(focus|focus on) [the] {field:link}',
    ],
    plan:
      ({ field = '' }, { sentence }) =>
      (browser) =>
        useControl(browser, /\bsearch\b/i.test(sentence) ? 'search box' : field, 'text', (control, now) =>
          now.act(`Went to ${nameOf(control)}`, 'click', { ref: control.ref }),
        ),
  },
  {
    name: 'browser.text.line',
    tool: 'type_text',
    reason: 'click',
    templates: ['new line', 'new paragraph'],
    alsoUnderstood: ['[(insert|add|start|type)] [a] (new line|line break|newline|{paragraph=new paragraph})'],
    plan(_slots, { sentence }) {
      const isParagraph = /paragraph/i.test(sentence);
      const text = isParagraph ? '\n\n' : '\n';
      return (browser) =>
        browser.act(isParagraph ? 'Began a paragraph' : 'Began a line', 'type_text', { text });
    },
  },
  {
    name: 'browser.text.type',
    tool: 'type_text',
    reason: 'click',
    templates: ['type {text:topic}'],
    alsoUnderstood: ['(type|type in|type out|enter text|enter the text|input|dictate|insert) {text:rest}'],
    plan: (_slots, { sentence }) => typed(sentence),
  },
  {
    name: 'browser.text.write',
    tool: 'type_text',
    templates: [],
    alsoUnderstood: ['(enter|write|write down|put) {text:rest}'],
    // Without a field that the page shows, a poem may be meant.
    plan(_slots, context) {
      const dictated = dictatedText(context.sentence);
      const isForField = textAndField(dictated?.text ?? '').some(
        ({ field }) => FIELD_SAID.test(field) || isVisible(normalize(field), context),
      );
      if (!isForField && !/^enter \S+$/i.test(context.sentence)) return undefined;
      return typed(context.sentence);
    },
  },
  {
    name: 'browser.text.fill',
    tool: 'type_text',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(fill in|fill out|fill) [the] {field:link} with {text:topic}',
      'set [the] {field:link} (field|box) to {text:topic}',
      '(in|into) the {field:link} (field|box) (type|write|enter|put) {text:topic}',
    ],
    plan({ field = '' }, { sentence }) {
      const text = tidy(/\b(?:with|to|type|write|enter|put)\b\s+(.+)$/is.exec(sentence)?.[1] ?? '');
      return (browser) => typeInto(browser, field, text, { replace: true });
    },
  },
  {
    name: 'browser.text.replace',
    tool: 'type_text',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(replace|overwrite|change) (it|that|this|the text|everything|all of it|the whole text|the selection) (with|by|to) {text:topic}',
    ],
    plan(_slots, { sentence }) {
      const text = tidy(/\b(?:with|by|to)\b\s+(.+)$/is.exec(sentence)?.[1] ?? '');
      return (browser) =>
        browser.act(`Replaced the text with "${text}"`, 'type_text', { text, replace: true });
    },
  },
  {
    name: 'browser.text.clear',
    tool: 'type_text',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(clear|empty) (the|this) [text] (field|box|input|text|text field|text box|line)',
      '(erase|delete) the text [in (the|this) (field|box)]',
      '(clear|empty) [the] {field:link} (field|box|input|bar)',
    ],
    plan: ({ field }) =>
      field
        ? (browser) => typeInto(browser, `${field} field`, '', { replace: true })
        : (browser) => browser.act('Cleared the field', 'type_text', { text: '', replace: true }),
  },
  {
    name: 'browser.text.submit',
    tool: 'type_text',
    reason: 'click',
    templates: ['submit (the|this) form'],
    alsoUnderstood: ['submit [(it|this|that)]', 'send (the|this) form', '(submit|send) the form now'],
    plan: () => submit,
  },
];

/** Types into what has the focus, or into the field that the sentence ends with. */
function typed(sentence: string) {
  const dictated = dictatedText(sentence);
  if (!dictated || /^of\b/i.test(dictated.text)) return undefined;
  const { text, submit: enter } = dictated;
  const readings = textAndField(text);
  return async (browser: Browser): Promise<Told> => {
    if (readings.length > 0) {
      const { controls } = await browser.look();
      for (const reading of readings) {
        const found = findControls(normalize(reading.field), controls.filter(isField), 'text');
        if (found.certainty !== 'sure') continue;
        const write: Act = (control, now) => typeIn(control, now, reading.text, { submit: enter });
        return found.controls.length > 1
          ? ask(browser, found.controls, write)
          : write(found.controls[0]!, browser);
      }
      const named = readings.find(({ field }) => FIELD_SAID.test(field.toLowerCase()));
      if (named) return typeInto(browser, normalize(named.field), named.text, { submit: enter });
    }
    return typeIt(browser, await asFocused(browser, text), { submit: enter });
  };
}

/** The text as the field that has the focus wants it. The page is asked only where fields may differ. */
async function asFocused(browser: Browser, text: string): Promise<string> {
  if (!FOCUS_MATTERS.some((kind) => typedText(kind, text) !== text)) return text;
  const focused = (await browser.look()).controls.find((each) => isField(each) && isFocused(each));
  return focused ? typedText(focused, text) : text;
}

const FOCUS_MATTERS = [
  { role: 'spinbutton', words: '', state: '' },
  { role: 'textbox', words: 'email', state: '' },
];

const isField = ({ role }: Control): boolean => /^(?:textbox|searchbox|combobox|spinbutton)$/.test(role);

const typeInto = (
  browser: Browser,
  field: string,
  text: string,
  how: { replace?: boolean; submit?: boolean },
) => useControl(browser, field, 'text', (control, now) => typeIn(control, now, text, how));

/** A number replaces the one that is there. */
function typeIn(
  control: Control,
  browser: Browser,
  said: string,
  how: { replace?: boolean; submit?: boolean },
): Promise<Told> {
  const number = control.role === 'spinbutton' ? writtenNumber(said) : undefined;
  if (number === undefined) return typeIt(browser, typedText(control, said), { ref: control.ref, ...how });
  if (how.submit) return typeIt(browser, String(number), { ...how, ref: control.ref, replace: true });
  return browser.act(`Set ${nameOf(control)} to ${number}`, 'set_value', { ref: control.ref, value: number });
}

function typeIt(
  browser: Browser,
  text: string,
  { ref, replace, submit: enter }: { ref?: string; replace?: boolean; submit?: boolean },
): Promise<Told> {
  const args = { ...(ref && { ref }), text, ...(replace && { replace }), ...(enter && { submit: true }) };
  return browser.act(text === '' ? 'Cleared the field' : `Typed "${text}"`, 'type_text', args);
}

/** The page's only button of that name; otherwise the form that has the focus. */
async function submit(browser: Browser): Promise<Told> {
  const { controls } = await browser.look();
  const buttons = controls.filter(({ role, words }) => role === 'button' && words === 'submit');
  if (buttons.length === 1) return browser.act('Pressed "Submit"', 'click', { ref: buttons[0]!.ref });
  const focused = controls.find(isFocused);
  if (focused && !isField(focused))
    return `The focus is on ${nameOf(focused)}. Click a field of the form first, or the button that sends it.`;
  return browser.act('Submitted the form', 'type_text', { text: '', submit: true });
}

import type { BrowserCommand } from '../browser-command.js';

/** Names of KeyboardEvent.key by their spoken names. */
const KEYS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  return: 'Enter',
  escape: 'Escape',
  esc: 'Escape',
  tab: 'Tab',
  space: ' ',
  spacebar: ' ',
  'space bar': ' ',
  backspace: 'Backspace',
  'back space': 'Backspace',
  delete: 'Delete',
  home: 'Home',
  end: 'End',
  'page up': 'PageUp',
  'page down': 'PageDown',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  'up arrow': 'ArrowUp',
  'down arrow': 'ArrowDown',
  'left arrow': 'ArrowLeft',
  'right arrow': 'ArrowRight',
  'arrow up': 'ArrowUp',
  'arrow down': 'ArrowDown',
  'arrow left': 'ArrowLeft',
  'arrow right': 'ArrowRight',
};

const MODIFIERS: Readonly<Record<string, string>> = {
  control: 'Control',
  ctrl: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  option: 'Alt',
  command: 'Meta',
};

const SPOKEN_KEYS = Object.keys(KEYS).join('|');
const MODIFIED = new RegExp(
  `^((?:(?:${Object.keys(MODIFIERS).join('|')}) (?:and |plus )?)+)(${SPOKEN_KEYS}|[a-z0-9]|f ?\\d{1,2})$`,
);

export const keyCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.key',
    tool: 'press_key',
    reason: 'click',
    templates: ['press (enter|escape|tab|space)'],
    alsoUnderstood: [
      `(press|hit|push) [the] {key=${SPOKEN_KEYS}} [(key|button|bar)]`,
      '(enter|escape|backspace) [key]',
    ],
    plan({ key }, { sentence }) {
      const said =
        key ?? /\b(enter|escape|backspace|tab|space)\b/i.exec(sentence)?.[1]?.toLowerCase() ?? 'enter';
      return (browser) => browser.act(`Pressed ${said}`, 'press_key', { key: KEYS[said]! });
    },
  },
  {
    name: 'browser.key.combination',
    tool: 'press_key',
    templates: [],
    alsoUnderstood: ['(press|hit|push) {keys:link}', '(control|shift|alt) {last:link}'],
    plan({ keys, last }, { sentence }) {
      const said = keys ?? sentence.toLowerCase();
      const found = MODIFIED.exec(said.replace(/ key$/, '').replace(/[^a-z0-9 ]/g, ''));
      if (!found || (keys === undefined && last === undefined)) return undefined;
      const held = found[1]!
        .trim()
        .split(' ')
        .flatMap((word) => MODIFIERS[word] ?? []);
      const key = KEYS[found[2]!] ?? found[2]!.replaceAll(' ', '').toUpperCase();
      return (browser) => browser.act(`Pressed ${said}`, 'press_key', { key: [...held, key].join('+') });
    },
  },
  {
    name: 'browser.key.select-all',
    tool: 'press_key',
    reason: 'click',
    templates: ['select all'],
    alsoUnderstood: ['select (everything|all the text|all of it|the whole text|all text)'],
    plan: () => (browser) => browser.act('Selected all', 'press_key', { key: 'Control+A' }),
  },
];

/** A key as a person or a model names it. */
export interface Key {
  key: string;
  code: string;
  keyCode: number;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  meta: boolean;
}

/** Names that differ from the standard's, in lower case without spaces. */
const ALIASES: Record<string, string> = {
  return: 'Enter',
  esc: 'Escape',
  space: ' ',
  spacebar: ' ',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  uparrow: 'ArrowUp',
  downarrow: 'ArrowDown',
  leftarrow: 'ArrowLeft',
  rightarrow: 'ArrowRight',
  del: 'Delete',
  back: 'Backspace',
  pgup: 'PageUp',
  pgdown: 'PageDown',
  plus: '+',
  minus: '-',
};

const KEY_CODES: Record<string, number> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  ' ': 32,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Insert: 45,
  Delete: 46,
  ContextMenu: 93,
  F1: 112,
  F2: 113,
  F3: 114,
  F4: 115,
  F5: 116,
  F6: 117,
  F7: 118,
  F8: 119,
  F9: 120,
  F10: 121,
  F11: 122,
  F12: 123,
};

const named = new Map(Object.keys(KEY_CODES).map((key) => [key.toLowerCase(), key]));

const MODIFIERS: Record<string, 'ctrl' | 'alt' | 'shift' | 'meta'> = {
  control: 'ctrl',
  ctrl: 'ctrl',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  meta: 'meta',
  cmd: 'meta',
  command: 'meta',
};

function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^\d$/.test(key)) return `Digit${key}`;
  return key === ' ' ? 'Space' : key.length > 1 ? key : '';
}

/** Parts are joined by `+`, which is a key itself at the end. */
function partsOf(text: string): string[] {
  const trimmed = text.length > 1 ? text.trim() : text;
  if (trimmed === '+') return ['+'];
  return trimmed.endsWith('++') ? [...trimmed.slice(0, -2).split('+'), '+'] : trimmed.split('+');
}

/** @param text such as `Enter`, `arrow down`, `a`, `Shift+Tab`; @returns null if there is no such key */
export function parseKey(text: string): Key | null {
  const parts = partsOf(text);
  const last = parts.pop() ?? '';
  const word = last.length > 1 ? last.toLowerCase().replace(/[\s_-]/g, '') : last;
  const key = ALIASES[word] ?? named.get(word) ?? (Array.from(word).length === 1 ? last : null);
  if (key === null || key === '') return null;
  const pressed: Key = {
    key,
    code: codeOf(key),
    keyCode: KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0),
    ctrl: false,
    alt: false,
    shift: false,
    meta: false,
  };
  for (const part of parts) {
    const modifier = MODIFIERS[part.trim().toLowerCase()];
    if (!modifier) return null;
    pressed[modifier] = true;
  }
  if (pressed.shift && /^[a-z]$/.test(key)) pressed.key = key.toUpperCase();
  return pressed;
}

/** @returns whether the key types a character */
export const isCharacter = ({ key, ctrl, alt, meta }: Key): boolean =>
  Array.from(key).length === 1 && !ctrl && !alt && !meta;

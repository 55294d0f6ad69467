import { changeValue, sendChosen } from '../change-value';
import { radioGroupOf } from '../checked/radio-group';
import type { Key } from './key';

const UP = new Set(['ArrowUp', 'ArrowRight']);
const DOWN = new Set(['ArrowDown', 'ArrowLeft']);

/** Pages of a slider are a tenth of its range, as in browsers. */
const PAGE_STEPS = 10;

const isPlain = ({ ctrl, alt, meta }: Key) => !ctrl && !alt && !meta;

/** @returns whether the key changed the value of a slider, a number, a list or a group of radio buttons */
export function stepControl(target: Element, pressed: Key): boolean {
  if (!isPlain(pressed)) return false;
  const { key } = pressed;
  if (target instanceof HTMLSelectElement) return stepSelect(target, key);
  if (!(target instanceof HTMLInputElement)) return false;
  if (target.type === 'radio') return stepRadio(target, key);
  if (target.type === 'range') return stepRange(target, key);
  if (target.type === 'number' && (key === 'ArrowUp' || key === 'ArrowDown')) {
    const before = target.value;
    if (key === 'ArrowUp') target.stepUp();
    else target.stepDown();
    const { value } = target;
    target.value = before;
    changeValue(target, value);
    return true;
  }
  return false;
}

function stepRange(slider: HTMLInputElement, key: string): boolean {
  const min = Number(slider.min || 0);
  const max = Number(slider.max || 100);
  const step = slider.step === 'any' ? (max - min) / 100 : Number(slider.step || 1);
  const page = Math.max(step, (max - min) / PAGE_STEPS);
  const now = Number(slider.value);
  let next: number | null = null;
  if (UP.has(key)) next = now + step;
  else if (DOWN.has(key)) next = now - step;
  else if (key === 'PageUp') next = now + page;
  else if (key === 'PageDown') next = now - page;
  else if (key === 'Home') next = min;
  else if (key === 'End') next = max;
  if (next === null) return false;
  changeValue(slider, String(Math.min(max, Math.max(min, next))));
  return true;
}

function stepSelect(select: HTMLSelectElement, key: string): boolean {
  const options = [...select.options];
  const usable = options.filter(({ disabled }) => !disabled);
  const index = usable.findIndex((option) => option.selected);
  let next: HTMLOptionElement | undefined;
  if (DOWN.has(key) || UP.has(key)) {
    // Down goes to the next option, up to the one before.
    next = usable[index + (key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1)];
  } else if (key === 'Home') next = usable[0];
  else if (key === 'End') next = usable.at(-1);
  else if (/^\S$/.test(key)) {
    const rotated = [...usable.slice(index + 1), ...usable.slice(0, index + 1)];
    next = rotated.find(({ text }) => text.trim().toLowerCase().startsWith(key.toLowerCase()));
  } else return false;
  if (!next) return key.startsWith('Arrow') || key === 'Home' || key === 'End';
  if (!next.selected) {
    next.selected = true;
    sendChosen(select);
  }
  return true;
}

function stepRadio(radio: HTMLInputElement, key: string): boolean {
  const isNext = key === 'ArrowDown' || key === 'ArrowRight';
  if (!isNext && key !== 'ArrowUp' && key !== 'ArrowLeft') return false;
  const group = radioGroupOf(radio).filter(({ disabled }) => !disabled);
  const next = group.at((group.indexOf(radio) + (isNext ? 1 : -1)) % group.length);
  if (!next) return true;
  next.focus();
  next.click();
  return true;
}

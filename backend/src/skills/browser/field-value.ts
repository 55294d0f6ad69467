/** What a spoken value is for a control. */
import { readClockTime } from '../dates/clock-time.js';
import { resolveDay } from '../dates/resolve-day.js';
import { todayOf } from '../dates/user-time.js';
import type { SkillContext } from '../engine/intent.js';
import type { Control } from './controls/snapshot.js';
import { typedText } from './typed-text.js';

/** The call that gives a control its value. */
export interface ValueCall {
  tool: 'set_value' | 'select_option' | 'set_checked' | 'type_text';
  args: Record<string, unknown>;
}

const NUMERIC = /^(?:slider|spinbutton|scrollbar)$/;
const CHOICE = /^(?:combobox|listbox|radiogroup)$/;
const UNSETTABLE = /^(?:link|button|clickable|tab|menuitem|treeitem)$/;
const CHECKED = /^(?:checkbox|switch|menuitemcheckbox|radio)$/;

/**
 * @param value normalized, with numbers in digits
 * @param said the value as it was said or typed
 * @returns undefined if the control cannot have such a value
 */
export async function valueCall(
  control: Control,
  value: string,
  said: string,
  clock: Pick<SkillContext, 'now' | 'timeZone'>,
): Promise<ValueCall | undefined> {
  const { role, ref, state } = control;
  const number = /^(?:(minus|negative) )?(\d+(?:\.\d+)?)(?: (?:percent|degrees?|px|pixels?|points?))?$/.exec(
    value,
  );
  const amount = number ? Number(number[2]) * (number[1] ? -1 : 1) : undefined;
  if (NUMERIC.test(role))
    return amount === undefined ? undefined : { tool: 'set_value', args: { ref, value: amount } };
  if (CHECKED.test(role)) {
    const on = /^(?:on|yes|checked|true|enabled)$/.test(value);
    if (!on && !/^(?:off|no|unchecked|false|disabled)$/.test(value)) return undefined;
    return { tool: 'set_checked', args: { ref, checked: on } };
  }
  if (CHOICE.test(role)) {
    const option = said.toLowerCase();
    return {
      tool: 'select_option',
      args: { ref, option: state.toLowerCase().includes(option) ? option : value },
    };
  }
  if (UNSETTABLE.test(role)) return undefined;
  const written = await dateOrTime(state, value, clock);
  if (written) return { tool: 'set_value', args: { ref, value: written } };
  return /^color\b/.test(state)
    ? { tool: 'set_value', args: { ref, value } }
    : { tool: 'type_text', args: { ref, text: typedText(control, said), replace: true } };
}

/** As fields of dates and times want them: `2026-06-05`, `17:30`. */
async function dateOrTime(
  state: string,
  value: string,
  clock: Pick<SkillContext, 'now' | 'timeZone'>,
): Promise<string | undefined> {
  if (/^time\b/.test(state)) {
    const [time] = readClockTime(value) ?? [];
    return time?.toString({ smallestUnit: 'minute' });
  }
  const [, kind] = /^(date|datetime-local|month)\b/.exec(state) ?? [];
  if (!kind) return undefined;
  const day = kind === 'datetime-local' ? value.replace(/ at .*$/, '') : value;
  const found = await resolveDay(day, todayOf(clock));
  if (!found) return undefined;
  const date = found.date.toString();
  if (kind === 'date') return date;
  if (kind === 'month') return date.slice(0, 7);
  const [time] = readClockTime(/ at (.+)$/.exec(value)?.[1] ?? '') ?? [];
  return time && `${date}T${time.toString({ smallestUnit: 'minute' })}`;
}

/** What controls are for: several that have the name are told apart by it. */
import { isDisabled, type Control } from './snapshot.js';

/** What the control is for: several that match are told apart by it. */
export type Use = 'press' | 'open' | 'text' | 'check' | 'choose' | 'set' | 'any';

/** What is left of a use once boxes are left out. */
export type NarrowUse = Exclude<Use, 'open'>;

const ROLES: Readonly<Record<Exclude<Use, 'any' | 'open'>, ReadonlySet<string>>> = {
  press: new Set(
    'button link menuitem menuitemcheckbox menuitemradio tab switch checkbox radio option clickable treeitem'.split(
      ' ',
    ),
  ),
  text: new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']),
  check: new Set(['checkbox', 'switch', 'radio', 'menuitemcheckbox', 'menuitemradio', 'option']),
  choose: new Set(['combobox', 'listbox', 'radiogroup']),
  set: new Set(['slider', 'spinbutton', 'textbox', 'combobox', 'scrollbar']),
};

/** To open something is never to tick its box. */
export const isNoBox = ({ role }: Control): boolean => !ROLES.check.has(role) || role === 'option';

/** Of several, those that can be used and that are for this use. */
export function narrowed(controls: readonly Control[], use: NarrowUse): readonly Control[] {
  const only = (keep: (control: Control) => boolean, among: readonly Control[]) => {
    const kept = among.filter(keep);
    return kept.length > 0 ? kept : among;
  };
  const named = new Set(controls.filter(({ role }) => role !== 'clickable').map(({ words }) => words));
  // A box that only scripts make clickable mostly labels the control of its name.
  const proper = controls.filter(({ role, words }) => role !== 'clickable' || !named.has(words));
  const enabled = only((control) => !isDisabled(control), proper);
  return use === 'any' ? enabled : only(({ role }) => ROLES[use].has(role), enabled);
}

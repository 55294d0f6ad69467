import type { SkillContext } from '../../engine/intent.js';
import { asSaid } from '../as-said.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import type { Act, Browser } from '../browser.js';
import { isDisabled, wordsOf, type Control } from '../controls/snapshot.js';
import { valueCall } from '../field-value.js';
import type { Told } from '../outcome.js';
import { nameOf, useControl } from '../use-control.js';
import { beginsOneName, isNamed, isOneName, isOutOfView } from '../visible.js';

const BOX = '(box|checkbox|check box|tick box|checkmark|option)';

export const formCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.form.set',
    onPage: 'before',
    tool: 'set_value',
    templates: [],
    alsoUnderstood: [
      '(set|change|move) [the] {field} to {value:rest}',
      '(choose|select|pick) {value:rest} (in|from|for|as|under) [the] {field}',
    ],
    plan({ field = '', value = '' }, context) {
      const isSaid = /\b(?:slider|field|dropdown|drop down|box|list|menu)$/.test(field);
      if (!isNamed(field, context) && !isSaid) return undefined;
      return (browser) => setField(browser, field, value, context);
    },
  },
  {
    // "Set brightness", where it is called "Brightness of the lamp", unless the assistant has such a thing itself.
    name: 'browser.form.set-begun',
    onPage: 'after',
    tool: 'set_value',
    templates: [],
    alsoUnderstood: ['(set|change|move) [the] {field} to {value:rest}'],
    plan: ({ field = '', value = '' }, context) =>
      beginsOneName(field, context) ? (browser) => setField(browser, field, value, context) : undefined,
  },
  {
    name: 'browser.form.sort',
    onPage: 'after',
    tool: 'select_option',
    templates: [],
    alsoUnderstood: [
      '{verb=sort|order|filter|group|arrange|rank} [(it|them|this|these|[the] list|[the] results)] by [the] {value:rest}',
    ],
    // "Sort by newest", where a list of the page is called so.
    plan({ verb = '', value = '' }, context) {
      const name = `${verb} by`;
      if (isNamed(`${name} ${value}`, context)) return undefined;
      const list = isNamed(name, context) ? name : verb;
      return list === name || isOneName(verb, context)
        ? (browser) => setField(browser, list, value, context)
        : undefined;
    },
  },
  {
    name: 'browser.form.check',
    tool: 'set_checked',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      `(check|tick) [the] {target:link} ${BOX}`,
      `(check|tick) (the|this) ${BOX}`,
      `(check|tick) the ${BOX} [(for|called|named|next to|that says)] {target:link}`,
      `{off=uncheck|untick} [the] {target:link} ${BOX}`,
      '{off=uncheck|untick} [the] {target:link}',
      `{off=uncheck|untick} (the|this) ${BOX}`,
    ],
    plan: ({ target, off }) => check(target ? `${target} checkbox` : 'checkbox', off === undefined),
  },
  // "Turn on the lights" is about a lamp, unless the page shows such a switch.
  checkNamed('before', [
    '{verb=tick|turn on|switch on|enable|uncheck|untick|turn off|switch off|disable|unmark} [the] {target:link}',
    'turn [the] {target:link} {verb=on|off}',
  ]),
];

/** "Check the weather" is about the weather, whatever the page shows. */
export const checkCommands: readonly BrowserCommand[] = [
  checkNamed('after', ['{verb=check|mark} [the] {target:link}']),
];

function checkNamed(onPage: 'before' | 'after', alsoUnderstood: readonly string[]): BrowserCommand {
  return {
    ...{
      name: `browser.form.check-named.${onPage}`,
      onPage,
      tool: 'set_checked',
      templates: [],
      alsoUnderstood,
    },
    plan: ({ target = '', verb = '' }, context) =>
      isNamed(target, context) ? check(target, !/off|un|dis/.test(verb)) : undefined,
  };
}

/**
 * The same where the name is only a part of what the page shows, or the client does not tell what it shows: all that the
 * sentence may mean otherwise comes first, and a model knows more.
 */
export const unseenFormCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.form.check-unseen',
    vague: true,
    tool: 'set_checked',
    templates: [],
    alsoUnderstood: [
      '{verb=check|mark|tick|turn on|switch on|enable|uncheck|untick|turn off|switch off|disable|unmark} [the] {target:link}',
      'turn [the] {target:link} {verb=on|off}',
    ],
    plan: ({ target = '', verb = '' }, context) =>
      mayBeThere(target, context) ? check(target, !/off|un|dis/.test(verb)) : undefined,
  },
  {
    name: 'browser.form.set-unseen',
    vague: true,
    tool: 'set_value',
    templates: [],
    alsoUnderstood: ['(set|change|move) [the] {field} to {value:rest}'],
    plan: ({ field = '', value = '' }, context) =>
      isUnseen(context) ? (browser) => setField(browser, field, value, context) : undefined,
  },
];

const mayBeThere = (name: string, context: SkillContext): boolean =>
  !context.hasModel && !isOutOfView(name, context);

const isUnseen = ({ pagePhrases, hasModel }: SkillContext): boolean => pagePhrases.length === 0 && !hasModel;

/** "Select France": the option of a list that the page shows. */
export const optionCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.form.select',
    tool: 'select_option',
    templates: [],
    alsoUnderstood: ['(select|choose|pick) [the] {option:link}'],
    plan({ option = '' }, { hasModel, sentence }) {
      const isSaid = / option$/.test(option);
      // A model may be asked to choose something else.
      if (hasModel && !isSaid) return undefined;
      return (browser) => choose(browser, option.replace(/^option | option$/, ''), sentence);
    },
  },
];

async function choose(browser: Browser, option: string, sentence: string): Promise<Told> {
  const { controls } = await browser.look();
  const lists = controls.filter(
    (control) => /^(?:combobox|listbox)$/.test(control.role) && !isDisabled(control),
  );
  const offering = lists.filter(({ state }) => optionsOf(state).includes(option));
  const [list, ...more] = offering;
  if (!list) return useControl(browser, option, 'press', clickIt);
  if (more.length > 0) return `Say in which list, such as: select ${option} in ${offering[0]!.name}.`;
  return browser.act(`Chose "${option}"`, 'select_option', {
    ref: list.ref,
    option: asSaid(sentence, option),
  });
}

/** The options that a snapshot lists after the value: `= "M" of "S", "M", "L"`. */
const optionsOf = (state: string): string[] =>
  [...(/ of (.*)$/.exec(state)?.[1] ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name]) =>
    wordsOf(name!),
  );

const clickIt: Act = (control, browser) =>
  browser.act(`Chose ${nameOf(control)}`, 'click', { ref: control.ref });

const check =
  (target: string, checked: boolean): Plan =>
  (browser) =>
    useControl(browser, target, 'check', (control, now) => setChecked(now, control, checked));

function setChecked(browser: Browser, control: Control, checked: boolean): Promise<Told> {
  const did = `${checked ? 'Checked' : 'Unchecked'} ${nameOf(control)}`;
  return browser.act(did, 'set_checked', { ref: control.ref, checked });
}

const setField = (browser: Browser, field: string, value: string, context: SkillContext): Promise<Told> =>
  useControl(browser, field, 'set', async (control, now) => {
    const call = await valueCall(control, value, asSaid(context.sentence, value), context);
    if (!call) return `${nameOf(control)} is a ${control.role}: it can't be set to "${value}".`;
    const { text = value } = call.args;
    return now.act(`Set ${nameOf(control)} to "${String(text)}"`, call.tool, call.args);
  });

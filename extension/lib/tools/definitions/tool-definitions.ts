/** The tools as a language model sees them. The most used come first, and the words are few: small models read them too. */
import {
  WAIT_S,
  type MediaAction,
  type ScrollDirection,
  type ToolArguments,
  type ToolName,
} from '../../tool-contract/tool-arguments';
import type { ArgumentsSchema, FieldSchema } from './schema';

type Optional<Args> = { [Key in keyof Args]-?: object extends Pick<Args, Key> ? Key : never }[keyof Args];

interface Definition<Name extends ToolName> {
  description: string;
  properties: { [Key in keyof Required<ToolArguments[Name]>]: FieldSchema };
  required: readonly Exclude<keyof ToolArguments[Name], Optional<ToolArguments[Name]>>[];
}

export interface ToolDefinition {
  name: ToolName;
  description: string;
  parameters: ArgumentsSchema;
}

/** Longer texts are not typed by voice, and would be slow. */
const MAX_TEXT_CHARS = 100_000;

const text = (description: string, maxLength = 1_000): FieldSchema => ({
  type: 'string',
  description,
  maxLength,
});
const flag = (description: string): FieldSchema => ({ type: 'boolean', description });
const whole = (description: string, minimum = 0): FieldSchema => ({ type: 'integer', description, minimum });
const pixels = (description: string): FieldSchema => ({
  type: 'number',
  description,
  minimum: -10_000,
  maximum: 10_000,
});
const oneOf = <Value extends string>(description: string, values: readonly Value[]): FieldSchema => ({
  type: 'string',
  description,
  enum: values,
});

const REF = text('The control: a ref such as e12, or n14 for the shown number 14.', 32);
const TAB = whole('A number of list_tabs. Default: the active tab.');

const SCROLLS = ['up', 'down', 'left', 'right', 'top', 'bottom'] satisfies ScrollDirection[];
const MEDIA = [
  'play',
  'pause',
  'mute',
  'unmute',
  'forward',
  'back',
  'faster',
  'slower',
  'fullscreen',
] satisfies MediaAction[];

const nothing = (description: string) => ({ description, properties: {}, required: [] });

const DEFINITIONS: { [Name in ToolName]: Definition<Name> } = {
  page_snapshot: {
    description:
      'Shows the page as lines of text. Controls have refs, such as e12, for the other tools. Look before you act.',
    properties: {
      scope: oneOf('viewport: what is visible. page: everything.', ['viewport', 'page']),
      find: text('Only lines with these words.', 200),
      tab: TAB,
    },
    required: [],
  },
  click: {
    description: 'Clicks a control.',
    properties: { ref: REF, double: flag('Double click.') },
    required: ['ref'],
  },
  type_text: {
    description: 'Types text into a field.',
    properties: {
      text: text('The text, exactly.', MAX_TEXT_CHARS),
      ref: { ...REF, description: 'The field. Without it: the field that has the focus.' },
      replace: flag('Replace what is in the field.'),
      submit: flag('Submit the form afterwards.'),
    },
    required: ['text'],
  },
  scroll: {
    description: 'Scrolls the page, or the area that a control is in.',
    properties: {
      direction: oneOf('Where to.', SCROLLS),
      ref: { ...REF, description: 'Scroll what holds this control. Without a direction: scroll to it.' },
      pages: { type: 'number', description: 'How many screens; 1 by default.', minimum: 0.1, maximum: 50 },
    },
    required: [],
  },
  find_in_page: {
    description: 'Finds text on the page, scrolls to it, and returns the passages.',
    properties: { text: text('The text to find.', 200) },
    required: ['text'],
  },
  read_article: {
    description: 'Returns the main text of the page, a part at a time.',
    properties: { from: whole('Where to begin: next of the part before. 0 by default.'), tab: TAB },
    required: [],
  },
  open_url: {
    description: 'Opens a web address.',
    properties: { url: text('The address.', 4_000), new_tab: flag('In a new tab.') },
    required: ['url'],
  },
  search_web: {
    description: 'Searches the web with the search engine of the user.',
    properties: { query: text('What to search for, in the words of the user.', 400) },
    required: ['query'],
  },
  list_tabs: nothing('Lists the open tabs with their numbers.'),
  switch_tab: {
    description: 'Shows another tab.',
    properties: { tab: whole('A number from list_tabs.') },
    required: ['tab'],
  },
  new_tab: nothing('Opens an empty tab.'),
  close_tab: {
    description: 'Closes the active tab, or the given ones.',
    properties: {
      tabs: {
        type: 'array',
        description: 'Numbers from list_tabs.',
        items: { type: 'integer' },
        maxItems: 500,
      },
    },
    required: [],
  },
  reopen_tab: nothing('Opens the tab again that was closed last.'),
  go_back: nothing('Goes back one page.'),
  go_forward: nothing('Goes forward one page.'),
  reload: nothing('Loads the page again.'),
  select_option: {
    description: 'Chooses an option of a list.',
    properties: { ref: REF, option: text('The name of the option.') },
    required: ['ref', 'option'],
  },
  set_checked: {
    description: 'Checks or unchecks a box or a switch.',
    properties: { ref: REF, checked: flag('true: checked. false: unchecked.') },
    required: ['ref', 'checked'],
  },
  set_value: {
    description: 'Sets a slider, a date, a time, a colour or a number.',
    properties: {
      ref: REF,
      value: {
        type: ['string', 'number'],
        description: 'The value, such as 40, 2026-12-31 or #ff0000.',
        maxLength: 200,
      },
    },
    required: ['ref', 'value'],
  },
  press_key: {
    description: 'Presses a key.',
    properties: {
      key: text('Such as Enter, Escape, ArrowDown or Control+Shift+A.', 60),
      ref: { ...REF, description: 'The control that gets the key. Without it: what has the focus.' },
    },
    required: ['key'],
  },
  hover: {
    description: 'Moves the pointer over a control, which may open a menu.',
    properties: { ref: REF },
    required: ['ref'],
  },
  drag: {
    description: 'Drags a control onto another one, or by a distance in pixels.',
    properties: {
      ref: REF,
      to_ref: { ...REF, description: 'Where to drop it.' },
      dx: pixels('Pixels to the right.'),
      dy: pixels('Pixels down.'),
    },
    required: ['ref'],
  },
  wait_for: {
    description: `Waits until a text is on the page or gone from it, at most ${WAIT_S.longest} seconds.`,
    properties: {
      text: text('Wait for this text.', 200),
      gone: text('Wait until this text is gone.', 200),
      seconds: {
        type: 'number',
        description: `The longest wait; ${WAIT_S.usual} by default.`,
        minimum: 0.1,
        maximum: WAIT_S.longest,
      },
    },
    required: [],
  },
  media: {
    description: 'Controls the video or the sound of a tab.',
    properties: { action: oneOf('What to do.', MEDIA), tab: TAB },
    required: ['action'],
  },
  zoom: {
    description: 'Makes the page larger or smaller.',
    properties: { direction: oneOf('in: larger. out: smaller. reset: as usual.', ['in', 'out', 'reset']) },
    required: ['direction'],
  },
  bookmark_page: {
    description: 'Bookmarks the page.',
    properties: { title: text('A name for it. Without it: the title of the page.', 300) },
    required: [],
  },
  undo: nothing('Undoes the last thing that was done in the browser, if that is possible.'),
  copy_text: {
    description: "Copies text to Earshot's clipboard.",
    properties: { text: text('The text. Without it: what is selected.', MAX_TEXT_CHARS) },
    required: [],
  },
  paste_text: nothing('Inserts what was copied at the caret.'),
  read_selection: nothing('Returns the text that is selected.'),
  show_numbers: {
    description: 'Shows numbers on the controls, so that the user can name them.',
    properties: {
      refs: {
        type: 'array',
        description: 'Only these controls. Without it: all that are visible.',
        items: { type: 'string' },
        maxItems: 99,
      },
    },
    required: [],
  },
  hide_numbers: nothing('Hides the numbers.'),
};

const toDefinition = (name: ToolName): ToolDefinition => {
  const { description, properties, required } = DEFINITIONS[name];
  return {
    name,
    description,
    parameters: { type: 'object', properties, required, additionalProperties: false },
  };
};

export const TOOL_DEFINITIONS: readonly ToolDefinition[] = (Object.keys(DEFINITIONS) as ToolName[]).map(
  toDefinition,
);

const BY_NAME = new Map<string, ToolDefinition>(TOOL_DEFINITIONS.map((each) => [each.name, each]));

/** @returns undefined if there is no such tool */
export const toolNamed = (name: string): ToolDefinition | undefined => BY_NAME.get(name);

import { describe, expect, it } from 'vitest';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { checkArguments } from './check-arguments';
import { toolNamed } from './tool-definitions';

const check = (name: ToolName, args: Record<string, unknown>) => checkArguments(toolNamed(name)!, args);

describe(checkArguments.name, () => {
  it.each<[ToolName, Record<string, unknown>, Record<string, unknown>]>([
    ['click', { ref: 'e12' }, { ref: 'e12' }],
    ['click', { ref: 'e12', double: 'true' }, { ref: 'e12', double: true }],
    ['click', { ref: 'e12', double: null }, { ref: 'e12' }],
    ['scroll', { direction: 'down', pages: '2' }, { direction: 'down', pages: 2 }],
    ['scroll', {}, { direction: 'down' }],
    ['scroll', { ref: 'e1' }, { ref: 'e1' }],
    ['switch_tab', { tab: '7' }, { tab: 7 }],
    ['close_tab', { tabs: [1, '2'] }, { tabs: [1, 2] }],
    ['set_value', { ref: 'e1', value: 40 }, { ref: 'e1', value: 40 }],
    ['set_value', { ref: 'e1', value: '2026-12-31' }, { ref: 'e1', value: '2026-12-31' }],
    ['type_text', { text: 42 }, { text: '42' }],
    ['type_text', { text: '' }, { text: '' }],
    ['show_numbers', { refs: ['e1', 'f2e3'] }, { refs: ['e1', 'f2e3'] }],
    ['list_tabs', {}, {}],
    ['wait_for', { seconds: 1 }, { seconds: 1 }],
  ])('accepts %s %j', (name, args, usable) => {
    expect(check(name, args)).toEqual({ ok: true, arguments: usable });
  });

  it.each<[ToolName, Record<string, unknown>, string]>([
    ['click', {}, 'click needs "ref": The control: a ref such as e12'],
    ['click', { ref: null }, 'click needs "ref"'],
    ['click', { element: 'e12' }, 'click has no "element". It takes ref and double.'],
    ['click', { ref: 'e12', tab: 3 }, 'click has no "tab"'],
    ['go_back', { pages: 2 }, 'go_back has no "pages". It takes nothing.'],
    ['click', { ref: ['e12'] }, '"ref" of click must be a text of at most 32 characters.'],
    ['click', { ref: 'e12', double: 'twice' }, '"double" of click must be true or false.'],
    // Names that every object has are no flags.
    ['type_text', { text: 'a', submit: '__proto__' }, '"submit" of type_text must be true or false.'],
    ['type_text', { text: 'a', submit: 'constructor' }, '"submit" of type_text'],
    ['type_text', { text: 'a', submit: ['true'] }, '"submit" of type_text'],
    [
      'scroll',
      { direction: 'sideways' },
      '"direction" of scroll must be one of up, down, left, right, top and bottom.',
    ],
    ['scroll', { direction: 'down', pages: 1_000 }, '"pages" of scroll must be a number from 0.1 to 50.'],
    ['switch_tab', { tab: 1.5 }, '"tab" of switch_tab must be a whole number, 0 or more.'],
    ['switch_tab', { tab: '' }, '"tab" of switch_tab'],
    ['close_tab', { tabs: 4 }, '"tabs" of close_tab must be a list of at most 500 whole numbers.'],
    ['close_tab', { tabs: ['mail'] }, '"tabs" of close_tab'],
    ['set_value', { ref: 'e1', value: {} }, '"value" of set_value must be a number or a text.'],
    [
      'type_text',
      { text: 'x'.repeat(100_001) },
      '"text" of type_text must be a text of at most 100000 characters',
    ],
    ['wait_for', {}, 'wait_for needs "text", "gone" or "seconds".'],
    ['wait_for', { seconds: 60 }, '"seconds" of wait_for must be a number from 0.1 to 10.'],
    ['drag', { ref: 'e1' }, 'drag needs "to_ref", or "dx" and "dy".'],
    ['click', { constructor: 'e1', ref: 'e1' }, 'click has no "constructor".'],
  ])('refuses %s %j in words', (name, args, error) => {
    expect(check(name, args)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });
});

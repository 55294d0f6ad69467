import { describe, expect, it } from 'vitest';
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { describeAct } from './describe-act';

const target = (secret: boolean): Target => ({
  role: 'textbox',
  name: 'PIN',
  control: 'textbox "PIN"',
  submits: false,
  downloads: false,
  secret,
  editable: true,
  origin: 'https://shop.example',
});

describe(describeAct.name, () => {
  it.each<[ToolName, object, string, string]>([
    ['type_text', { text: 'one two' }, 'Type "one two"', 'Type into "PIN"'],
    ['type_text', { text: '', submit: true }, 'Submit the form', 'Type into "PIN"'],
    ['set_value', { value: 1234 }, 'Set "PIN" to "1234"', 'Set "PIN"'],
    ['click', {}, 'Click "PIN"', 'Click "PIN"'],
  ])('tells of %s with %j %s, and in a secret field %s', (name, args, wanted, wantedInSecret) => {
    expect(describeAct(name, args as Record<string, unknown>, target(false)).wanted).toBe(wanted);
    expect(describeAct(name, args as Record<string, unknown>, target(true)).wanted).toBe(wantedInSecret);
  });
});

import { describe, expect, it } from 'vitest';
import { actOf } from '../../testing/pages';
import { actDetail } from './act-texts';

describe(actDetail.name, () => {
  const detail = (what: string, outcome: string) => actDetail(actOf({ what, outcome, site: 'shop.example' }));

  it('does not repeat what the line above says', () => {
    expect(detail('Typed "Bo"', 'typed "Bo" into e12 textbox "Name"')).toBe(
      'shop.example · Into textbox "Name"',
    );
    expect(detail('Typed "Bo"', 'typed "Bob" elsewhere')).toBe('shop.example · Typed "Bob" elsewhere');
  });

  it('leaves out the refs of models', () => {
    expect(detail('Click a control', 'The control e999 is not on the page.')).toBe(
      'shop.example · The control is not on the page.',
    );
    expect(detail('Click', 'Covered by e7 button "Accept".')).toBe(
      'shop.example · Covered by button "Accept".',
    );
  });
});

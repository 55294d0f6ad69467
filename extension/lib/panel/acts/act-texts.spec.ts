import { describe, expect, it } from 'vitest';
import { actOf } from '../../testing/pages';
import { actDetail } from './act-texts';

describe(actDetail.name, () => {
  const detail = (what: string, outcome: string) => actDetail(actOf({ what, outcome, site: 'shop.example' }));

  it('does not repeat what the line above says', () => {
    expect(detail('Typed "Bo"', 'typed "Bo" into e12 textbox "Name"')).toBe('shop.example · Into "Name"');
    expect(detail('Typed "Bo"', 'typed "Bob" elsewhere')).toBe('shop.example · Typed "Bob" elsewhere');
  });

  it('leaves out what is for models', () => {
    expect(detail('Click a control', 'The control e999 is not on the page.')).toBe(
      'shop.example · The control is not on the page.',
    );
    expect(detail('Click', 'The page has changed meanwhile. Look at it again.')).toBe(
      'shop.example · The page has changed meanwhile.',
    );
    expect(detail('Click', 'Covered by e7 button "Accept".')).toBe(
      'shop.example · Covered by button "Accept".',
    );
  });
});

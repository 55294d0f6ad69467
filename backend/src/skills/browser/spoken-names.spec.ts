import { describe, expect, it } from 'vitest';
import { spokenForms } from '../../language/en/spoken-forms.js';
import { ask } from '../testing/ask.js';
import { fakeBrowser } from './testing/fake-browser.js';

const NAMES = [
  ...[
    'FAQ',
    'PDFs',
    'Wi-Fi',
    'E-paper',
    'iPhone 15 Pro',
    '404',
    '2024 report',
    '1,500 points',
    'Version 3.5',
    '24/7',
  ],
  ...[
    '$49.99 Lamp',
    'Comments (128)',
    'r/programming',
    '#ClimateChange',
    '@john_doe',
    'C++',
    'Q&A',
    'A/B test',
  ],
  ...['GSR 12V-15', '12 Mar', '10:30', '1st place', '90s music', '5GB plan', 'Node.js', 'accountSettings'],
  ...['Disney+', 'Café Straße', 'How a small Danish town became the centre of it', 'Philips Hue starter kit'],
  ...[
    'Photos & Videos',
    'constructor',
    '🛒 Basket',
    'Dune (2021)',
    'World War II',
    "Today's deals",
    '50% off',
    '言語 Language',
  ],
];

const snapshot = NAMES.map((name, i) => ` e${i + 1} link ${JSON.stringify(name)}`).join('\n');

async function clicked(command: string): Promise<string[]> {
  const browser = fakeBrowser(snapshot);
  await ask(command, { ...browser.context, pagePhrases: NAMES });
  return browser.acts();
}

describe('names of a page', () => {
  it.each(NAMES.map((name, i) => [name, `click {"ref":"e${i + 1}"}`]))(
    '“%s” is clicked as it is said',
    async (name, act) => {
      const forms = spokenForms(name);
      const said = forms
        .filter(({ isWhole }) => isWhole)
        .map(({ words }) => words.join(' ').replaceAll('.', ''));
      const written = forms.map((form) => form.written);
      for (const words of new Set([...said, ...written]))
        expect([words, await clicked(`click ${words}`)]).toEqual([words, [act]]);
    },
  );
});

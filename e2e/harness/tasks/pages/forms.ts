/** Forms: their fields as data. */
import { escaped, layout, SAID } from './layout.ts';

export type Field =
  | {
      label: string;
      type: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'number' | 'color';
      value?: string;
    }
  | { label: string; type: 'area' }
  | { label: string; type: 'range'; min: number; max: number; value: number }
  | { label: string; type: 'check'; value?: boolean }
  | { label: string; type: 'select' | 'radio'; options: readonly string[] };

const nameOf = (label: string): string => label.toLowerCase().replace(/\W+/g, '-');

function fieldHtml(field: Field): string {
  const name = nameOf(field.label);
  const label = escaped(field.label);
  switch (field.type) {
    case 'area':
      return `<label>${label} <textarea name="${name}" rows="3"></textarea></label>`;
    case 'range':
      return `<label>${label} <input type="range" name="${name}" min="${field.min}" max="${field.max}" value="${field.value}"></label>`;
    case 'check':
      return `<label><input type="checkbox" name="${name}"${field.value ? ' checked' : ''}> ${label}</label>`;
    case 'select':
      return `<label>${label} <select name="${name}">${field.options.map((each) => `<option>${escaped(each)}`).join('')}</select></label>`;
    case 'radio':
      return `<fieldset><legend>${label}</legend>${field.options
        .map(
          (each) =>
            `<label><input type="radio" name="${name}" value="${escaped(each)}"> ${escaped(each)}</label>`,
        )
        .join('')}</fieldset>`;
    default:
      return `<label>${label} <input type="${field.type}" name="${name}" value="${escaped(field.value ?? '')}" autocomplete="off"></label>`;
  }
}

export interface FormPage {
  title: string;
  fields: readonly Field[];
  button: string;
  /** A script that runs before the form is taken: it may `throw` a sentence for the user. */
  checks?: string;
}

export const fieldsHtml = (fields: readonly Field[]): string => fields.map(fieldHtml).join('\n');

/** Shows what it was sent as `name=value`, in the order of the fields. */
export const formPage = ({ title, fields, button, checks = '' }: FormPage): string =>
  layout({
    title,
    body: `<form aria-label="${escaped(title)}">${fieldsHtml(fields)}<p id="problem" role="alert"></p><button>${escaped(button)}</button></form>${SAID}`,
    script: `$('form').addEventListener('submit', (event) => {
      event.preventDefault();
      const sent = new FormData($('form'));
      try { ${checks} } catch (problem) { $('#problem').textContent = problem; return; }
      $('#problem').textContent = '';
      say([...sent].map(([name, value]) => name + '=' + value).join('; '));
    });`,
  });

export interface WizardPage {
  title: string;
  steps: readonly Field[];
}

const TOPICS = [
  'Travel',
  'Housing',
  'Energy',
  'Water',
  'Schools',
  'Health',
  'Taxes',
  'Waste',
  'Culture',
  'Sport',
];

/** One question a step, among as many links as a town's own pages have. */
export const wizardPage = ({ title, steps }: WizardPage): string =>
  layout({
    title,
    body: `<nav aria-label="Topics"><ul>${TOPICS.flatMap((topic) =>
      ['Overview', 'Forms', 'Offices'].map(
        (part) => `<li><a href="/${topic}/${part}">${topic}: ${part.toLowerCase()}</a>`,
      ),
    ).join('')}</ul></nav>
    <section aria-label="Application"><h2></h2><form></form></section>${SAID}
    <aside><h2>Questions and answers</h2>${TOPICS.map(
      (topic) =>
        `<p>How do I ask about ${topic.toLowerCase()}? Write to the office, or come in the morning: it is open from nine to twelve.</p>`,
    ).join('')}</aside>`,
    style: 'nav ul { columns: 3; margin: 0 } section { border: 1px solid #999; padding: 1em }',
    script: `const steps = ${JSON.stringify(steps.map((step) => fieldHtml(step)))};
      const given = [];
      let at = 0;
      const show = () => {
        $('section h2').textContent = 'Step ' + (at + 1) + ' of ' + steps.length;
        $('section form').innerHTML = steps[at] + '<p><button type="button">' + (at + 1 < steps.length ? 'Next' : 'Finish') + '</button></p>';
        $('section button').onclick = () => {
          given.push(...new FormData($('section form')).values());
          if (++at < steps.length) return show();
          $('section').hidden = true;
          say(given.join('; '));
        };
      };
      $('section form').onsubmit = (event) => event.preventDefault();
      show();`,
  });

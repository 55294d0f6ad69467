import { controlName, describeControl, shortened, shownRole } from '../describe-control';
import { defaultButton } from '../act/keys/submit-form';
import { editableOf } from '../dom/editable-of';
import { flatParent } from '../dom/flat-tree';
import { PageView } from '../dom/page-view';
import { isTypedInput, submitsByEnter } from '../dom/typed-input';
import { accessibleName, contentText } from '../names/accessible-name';
import { nativeName } from '../names/native-names';
import type { Target } from '../page-calls';
import { isEditingHost, roleOf } from '../roles/role-of';
import { isSecret } from '../secrets';
import { SAVED_FILE } from '../../tool-contract/saved-file';
import { controlOf } from '../controls/control-kind';
import { isDisabled } from '../controls/control-state';
import { pressedControl } from './pressed-control';

const BUTTONS = 'button, input[type=submit], input[type=image], input[type=button], input[type=reset]';
/** Links in pictures may have theirs in the namespace of XLink. */
const LINKS = 'a[*|href], area[href]';
const MAX_FIELDS = 30;
const MAX_FIELD = 80;

/** @returns the element or the nearest one around it that fits, also across shadow roots */
function closest(element: Element, selector: string): Element | null {
  for (let each: Element | null = element; each; each = flatParent(each))
    if (each.matches(selector)) return each;
  return null;
}

/** @returns the button that sends a form when the element is clicked */
function submitterOf(element: Element): HTMLButtonElement | HTMLInputElement | null {
  const button = closest(element, 'button, input');
  const isSubmitter =
    (button instanceof HTMLButtonElement && button.type === 'submit') ||
    (button instanceof HTMLInputElement && (button.type === 'submit' || button.type === 'image'));
  return isSubmitter && button.form ? button : null;
}

const formOf = (element: Element): HTMLFormElement | null =>
  (element as Element & { form?: HTMLFormElement | null }).form ??
  (closest(element, 'form') as HTMLFormElement | null);

/** @returns what the form is called: its name, or the heading in it or around it */
function nameOfForm(form: HTMLFormElement, view: PageView): string | undefined {
  const named = accessibleName(form, view);
  if (named) return shortened(named);
  const heading = form.querySelector(
    ':scope > fieldset:only-of-type:first-child > legend, h1, h2, h3, h4, h5, h6, [role=heading]',
  );
  if (heading) return shortened(contentText(heading, view));
  const around = closest(form, 'dialog, [role=dialog], [role=alertdialog], section, [role=region]');
  return (around && shortened(accessibleName(around, view))) || undefined;
}

function valueOfField(field: Element): string | null {
  if (field instanceof HTMLSelectElement)
    return [...field.selectedOptions].map(({ label }) => label).join(', ');
  if (field instanceof HTMLTextAreaElement) return field.value;
  if (!(field instanceof HTMLInputElement)) return null;
  switch (field.type) {
    case 'hidden':
    case 'submit':
    case 'image':
    case 'button':
    case 'reset':
      return null;
    case 'checkbox':
      return field.checked ? 'yes' : null;
    case 'radio':
      return field.checked ? field.value : null;
    case 'file':
      return [...(field.files ?? [])].map(({ name }) => name).join(', ');
    default:
      return field.value;
  }
}

/** @returns `name: value` of each field that the form sends and the user knows of, without secrets */
function fieldsOf(form: HTMLFormElement, view: PageView): string[] {
  const fields: string[] = [];
  for (const field of form.elements) {
    if (fields.length === MAX_FIELDS) break;
    const filledIn = valueOfField(field);
    const value = filledIn && isSecret(field, view) ? '(secret)' : filledIn;
    if (!value || field.matches(':disabled')) continue;
    const name = accessibleName(field, view) || field.getAttribute('name') || roleOf(field) || 'field';
    fields.push(`${shortened(name, MAX_FIELD)}: ${shortened(value, MAX_FIELD)}`);
  }
  return fields;
}

/** @returns null for what is no address */
function urlOf(address: string): URL | null {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return null;
  }
}

/** @returns the whole address; what is none as it stands, as `href` of a link gives it */
const wholeAddress = (address: string): string => urlOf(address)?.href ?? address;

function leadsTo(element: Element, form: HTMLFormElement | null): string | undefined {
  const link = closest(element, LINKS);
  if (link instanceof SVGAElement) return wholeAddress(link.href.baseVal);
  if (link) return (link as HTMLAnchorElement | HTMLAreaElement).href;
  if (!form) return undefined;
  // Enter in a field presses the form's own button.
  const submitter = submitterOf(element) ?? (defaultButton(form) as HTMLButtonElement | null);
  if (submitter?.hasAttribute('formaction')) return submitter.formAction;
  // A field may be called "action".
  return wholeAddress(form.getAttribute('action') ?? '');
}

function downloads(element: Element, href: string | undefined): boolean {
  const link = closest(element, LINKS);
  if (!link || !href) return false;
  return link.hasAttribute('download') || SAVED_FILE.test(urlOf(href)?.pathname ?? '');
}

function isEditable(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled;
  if (element instanceof HTMLInputElement) {
    return isTypedInput(element) && !element.readOnly && !element.disabled;
  }
  return isEditingHost(element) || (element as HTMLElement).isContentEditable;
}

/** @returns what a click presses, if that is another control, or a button that a label of the page calls something else */
function pressedName(pressed: Element, control: Element, view: PageView): Target['presses'] {
  const button = pressed.matches(BUTTONS) ? (pressed as HTMLButtonElement | HTMLInputElement) : null;
  const isRenamed = button !== null && (button.labels?.length ?? 0) > 0;
  if (pressed === control && !isRenamed) return undefined;
  const name = isRenamed
    ? contentText(button, view) || nativeName(button) || button.value
    : controlName(pressed, view);
  return { role: shownRole(pressed), name: shortened(name) };
}

/** @returns what the policy has to know before the element is used */
export function inspectControl(element: Element): Target {
  const view = new PageView();
  const control = controlOf(element);
  // Text for it, and Enter, go into the field that is in it.
  const field = editableOf(control) ?? control;
  const pressed = pressedControl(element);
  const presses = pressedName(pressed, control, view);
  const form = formOf(pressed);
  const href = leadsTo(pressed, form);
  const formName = form ? nameOfForm(form, view) : undefined;
  return {
    role: shownRole(element),
    name: shortened(controlName(element, view)),
    control: describeControl(element),
    ...(presses === undefined ? {} : { presses }),
    submits: submitterOf(pressed) !== null,
    ...(form && submitsByEnter(field) ? { submitsByEnter: true } : {}),
    ...(formName === undefined ? {} : { form: formName }),
    ...(form ? { fields: fieldsOf(form, view) } : {}),
    ...(href === undefined ? {} : { href }),
    downloads: downloads(pressed, href),
    ...(isDisabled(control) ? { disabled: true } : {}),
    secret: isSecret(field, view),
    editable: isEditable(control),
    origin: self.origin,
  };
}

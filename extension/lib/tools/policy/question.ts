import type { Target } from '../../page/page-calls';
import { hostOf, webAddress } from './addresses';
import type { JudgedCall } from './judged-call';
import type { RuleName } from './rules';

/** What a page calls something may be long, and may look like a question of its own. */
const MAX_QUOTED_CHARS = 80;
/** Of a text that is typed, sent or searched for. */
const MAX_WHOLE_CHARS = 200;
const MAX_FIELDS = 6;
const MAX_ADDRESS_CHARS = 160;

/** A text of a page, in one line and in quotes. */
export function quoted(text: string, limit = MAX_QUOTED_CHARS): string {
  const line = oneLine(text);
  const cut = line.length > limit ? `${line.slice(0, limit - 1).trimEnd()}…` : line;
  return `"${withoutQuotes(cut)}"`;
}

/** What a page or a model has written is sent: its end is shown, too, and how much stands between. */
function quotedWhole(text: string): string {
  const line = oneLine(text);
  if (line.length <= MAX_WHOLE_CHARS) return quoted(line, MAX_WHOLE_CHARS);
  const part = (MAX_WHOLE_CHARS / 2) | 0;
  const [first, last] = [line.slice(0, part).trimEnd(), line.slice(-part).trimStart()];
  return `"${withoutQuotes(`${first} … ${last}`)}" (${line.length} characters)`;
}

/** No sign in a text can look like the end of its quotes. */
const withoutQuotes = (text: string): string => text.replace(/["“”„‟«»‹›＂〝〞「」『』]/g, "'");

const oneLine = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();

/** @returns what the user is asked, without "Yes or no?" */
export function questionFor(rule: RuleName, call: JudgedCall, site: string | null): string {
  const { arguments: args, target, to, closing, clip } = call;
  const on = site === null ? '' : ` on ${site}`;
  switch (rule) {
    case 'deletes':
      if (to && target) return `Drag ${named(target)} to ${named(to)}${on}?`;
      return using(call, on);
    case 'buys':
    case 'sends':
    case 'submits':
    case 'unsaid':
    case 'logs_in':
      return isSending(call) ? sending(call, on) : using(call, on);
    case 'downloads':
      if (call.name === 'open_url') return `Download ${shortAddress(String(args.url))}?`;
      return `Download ${target ? named(target) : 'a file'}${on}?`;
    case 'commands':
      return `Open ${shortAddress(target?.href ?? String(args.url))}?`;
    case 'acts_elsewhere':
      return elsewhere(call, on);
    case 'shortcut':
      return using(call, on);
    case 'leaves':
      if (target?.submits || call.name === 'type_text') return sending(call, on);
      return `Follow ${target ? named(target) : 'a link'} to ${shortAddress(target?.href ?? '')}?`;
    case 'opens':
    case 'carries':
      return `Open ${shortAddress(typeof args.url === 'string' ? args.url : '')}?`;
    case 'searches':
      return `Search the web for ${quotedWhole(String(args.query))}?`;
    case 'types_elsewhere':
    case 'types_known':
      return `Type ${quotedWhole(String(args.text ?? args.value ?? args.key))}${on}?`;
    case 'pastes':
      return `Paste ${quotedWhole(clip ?? '')}${on}?`;
    case 'copies':
      return `Copy ${quotedWhole(clip ?? '')}?`;
    case 'closes_pinned': {
      const pinned = closing.filter((tab) => tab.pinned);
      if (closing.length === 1) return `Close the pinned tab ${quoted(pinned[0]!.title)}?`;
      return `Close ${closing.length} tabs, ${pinned.length} of them pinned?`;
    }
    case 'closes_several':
      return `Close ${closing.length} tabs?`;
    case 'secret':
    case 'no_web_address':
      return '';
  }
}

/** @returns why something is refused, and what to do instead */
export function refusalFor(rule: RuleName, { arguments: args }: JudgedCall): string {
  if (rule === 'secret')
    return 'Earshot never types passwords, codes or card numbers. Please type it yourself.';
  return `${quoted(String(args.url))} is not a web address. Give one such as https://example.com.`;
}

const named = ({ name, role }: Target): string => (name.trim() === '' ? `the ${role}` : quoted(name));

function using({ name, arguments: args, target }: JudgedCall, on: string): string {
  const pressed = target?.presses ? `, which presses ${called(target.presses)}` : '';
  const control = target && `${called(target)}${pressed}`;
  if (name !== 'press_key') return `Click ${control ?? 'it'}${on}?`;
  return `Press ${quoted(String(args.key))}${control ? ` on ${control}` : ''}${on}?`;
}

const called = ({ name, role }: { name: string; role: string }): string =>
  `the ${role} ${name.trim() === '' ? 'without a name' : quoted(name)}`;

const isSending = ({ target, task }: JudgedCall): boolean =>
  target !== null &&
  (target.submits || target.form !== undefined || target.editable || task.unsaid.length > 0);

/** What is changed on a page that the user may not see. */
function elsewhere(call: JudgedCall, on: string): string {
  const { name, arguments: args, target, to } = call;
  if (!target) return using(call, on);
  switch (name) {
    case 'select_option':
      return `Choose ${quoted(String(args.option))} in ${named(target)}${on}?`;
    case 'set_checked':
      return `${args.checked === true ? 'Check' : 'Uncheck'} ${named(target)}${on}?`;
    case 'drag':
      return `Drag ${named(target)}${to ? ` to ${named(to)}` : ''}${on}?`;
    case 'type_text':
      return sending(call, on);
    default:
      return using(call, on);
  }
}

/** Where a form goes, if that is another site than its page. */
function destination({ target }: JudgedCall): string {
  const host = hostOf(target?.href ?? '');
  return host === null || host === hostOf(target?.origin ?? '') ? '' : ` to ${host}`;
}

/** The form with what it would send. */
function sending(call: JudgedCall, on: string): string {
  const { target, name, arguments: args, task } = call;
  const form = target?.form ? `the form ${quoted(target.form)}` : 'the form';
  const button = target && !target.editable ? (target.presses ?? target).name.trim() : '';
  const fields = [...(target?.fields ?? [])];
  // Text of editors stands in no field of a form.
  fields.unshift(
    ...task.unsaid.filter((text) => !fields.some((field) => field.includes(oneLine(text).slice(0, 40)))),
  );
  const typed = name === 'type_text' && typeof args.text === 'string' ? args.text : null;
  if (typed) fields.unshift(target ? `${target.name || 'text'}: ${typed}` : typed);
  const more = fields.length > MAX_FIELDS ? ` and ${fields.length - MAX_FIELDS} more` : '';
  const shown = fields
    .slice(0, MAX_FIELDS)
    .map((field) => quotedWhole(field))
    .join(', ');
  return `Send ${form}${button === '' ? '' : ` with ${quoted(button)}`}${on}${destination(call)}${shown === '' ? '' : `: ${shown}${more}`}?`;
}

/** The host first: that is what counts. */
function shortAddress(address: string): string {
  const url = webAddress(address);
  if (!url) return quoted(address);
  const rest = oneLine(`${url.pathname === '/' ? '' : url.pathname}${url.search}${url.hash}`);
  const scheme = url.protocol === 'https:' ? '' : `${url.protocol}//`;
  const shown = `${scheme}${url.host}${rest}`;
  return shown.length > MAX_ADDRESS_CHARS ? `${shown.slice(0, MAX_ADDRESS_CHARS)}…` : shown;
}

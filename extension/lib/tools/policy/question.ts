import type { Target } from '../../page/page-calls';
import { webAddress } from './addresses';
import type { JudgedCall } from './judged-call';
import type { RuleName } from './rules';

/** What a page calls something may be long, and may look like a question of its own. */
const MAX_QUOTED_CHARS = 80;
const MAX_FIELDS = 6;
const MAX_ADDRESS_CHARS = 160;

/** A text of a page, in one line and in quotes. */
export function quoted(text: string, limit = MAX_QUOTED_CHARS): string {
  const line = oneLine(text);
  const cut = line.length > limit ? `${line.slice(0, limit - 1).trimEnd()}…` : line;
  return `"${cut.replaceAll('"', "'")}"`;
}

const oneLine = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();

/** @returns what the user is asked, without "Yes or no?" */
export function questionFor(rule: RuleName, call: JudgedCall, site: string | null): string {
  const { arguments: args, target, to, closing, pasted } = call;
  const on = site === null ? '' : ` on ${site}`;
  switch (rule) {
    case 'deletes':
      if (to && target) return `Drag ${named(target)} to ${named(to)}${on}?`;
      return using(call, on);
    case 'buys':
    case 'sends':
    case 'submits':
    case 'logs_in':
      return isSending(call) ? sending(call, on) : using(call, on);
    case 'downloads':
      return `Download ${target ? named(target) : 'a file'}${on}?`;
    case 'leaves':
      return `Follow ${target ? named(target) : 'a link'} to ${shortAddress(target?.href ?? '')}?`;
    case 'opens':
    case 'carries':
      return `Open ${shortAddress(typeof args.url === 'string' ? args.url : '')}?`;
    case 'searches':
      return `Search the web for ${quoted(String(args.query), 200)}?`;
    case 'types_elsewhere':
      return `Type ${quoted(String(args.text ?? args.value ?? args.key))}${on}?`;
    case 'pastes':
      return `Paste ${quoted(pasted ?? '')}${on}?`;
    case 'copies':
      return `Copy ${quoted(String(args.text), 200)}?`;
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
  const called = target?.name.trim() === '' ? 'without a name' : quoted(target?.name ?? '');
  const control = target && `the ${target.role} ${called}`;
  if (name !== 'press_key') return `Click ${control ?? 'it'}${on}?`;
  return `Press ${quoted(String(args.key))}${control ? ` on ${control}` : ''}${on}?`;
}

const isSending = ({ target }: JudgedCall): boolean =>
  target !== null && (target.submits || target.form !== undefined || target.editable);

/** The form with what it would send. */
function sending({ target, name, arguments: args }: JudgedCall, on: string): string {
  const form = target?.form ? `the form ${quoted(target.form)}` : 'the form';
  const button =
    target && !target.editable && target.name.trim() !== '' ? ` with ${quoted(target.name)}` : '';
  const fields = [...(target?.fields ?? [])];
  const typed = name === 'type_text' && typeof args.text === 'string' ? args.text : null;
  if (typed) fields.unshift(target ? `${target.name || 'text'}: ${typed}` : typed);
  const more = fields.length > MAX_FIELDS ? ` and ${fields.length - MAX_FIELDS} more` : '';
  const shown = fields
    .slice(0, MAX_FIELDS)
    .map((field) => quoted(field))
    .join(', ');
  return `Send ${form}${button}${on}${shown === '' ? '' : `: ${shown}${more}`}?`;
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

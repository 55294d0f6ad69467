import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlOf } from '../../controls/control-kind';
import { describeControl } from '../../describe-control';
import { flatParent } from '../../dom/flat-tree';
import { unusable, type Acting, type Performed } from '../acting';
import { FILE_BY_HAND } from '../file-by-hand';
import { checkedWayBack } from '../checked/checked-way-back';
import { press, reach } from './press';
import { followScript } from './script-link';

const MAX_OPTIONS = 8;

const quoted = (text: string) => `"${text.replaceAll('"', "'")}"`;

/** What only a real press of the user can open. */
function opensOnlyByHand(control: Element): string | null {
  const used = controlOf(control);
  if (used instanceof HTMLInputElement && used.type === 'file') {
    return FILE_BY_HAND;
  }
  if (!(used instanceof HTMLSelectElement) || used.multiple || used.size > 1) return null;
  const options = [...used.options]
    .filter(({ disabled }) => !disabled)
    .map(({ text }) => quoted(text.trim()));
  const more = options.length > MAX_OPTIONS ? `, and ${options.length - MAX_OPTIONS} more` : '';
  const list = options.slice(0, MAX_OPTIONS).join(', ');
  return `${describeControl(used)} is a list that only a real click opens. Choose one of its options: ${list}${more}.`;
}

/** A script of the page may open a file dialog: the browser refuses that without a word. */
function watchFileInputs(): { opened: () => boolean; end: () => void } {
  let isOpened = false;
  const listener = (event: Event) => {
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && target.type === 'file') isOpened = true;
  };
  addEventListener('click', listener, true);
  return { opened: () => isOpened, end: () => removeEventListener('click', listener, true) };
}

function linkOf(control: Element): HTMLAnchorElement | HTMLAreaElement | null {
  for (let node: Element | null = control; node; node = flatParent(node)) {
    if ((node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement) && node.href) return node;
  }
  return null;
}

/** @returns what the browser does with the link of a control that was clicked, as far as the document can know */
function followLink(control: Element): Performed {
  const link = linkOf(control);
  if (!link) return {};
  if (link.protocol === 'javascript:') followScript(link.href);
  else if (link.hasAttribute('download'))
    return { did: `the download of ${quoted(link.download || link.href)} started` };
  else if (link.target.toLowerCase() === '_blank') return { opensTab: true };
  else if (!/^(?:_self|_parent|_top)?$/i.test(link.target))
    return {
      did: `${link.href} opened in ${isFrame(link.target) ? 'another frame' : 'a window of its own'}`,
    };
  return {};
}

const isFrame = (name: string): boolean =>
  [...document.querySelectorAll('iframe, frame')].some((frame) => frame.getAttribute('name') === name);

export async function click(
  control: Element,
  double: boolean,
  acting: Acting,
): Promise<Performed | ToolFailure> {
  const refusal = unusable(control);
  if (refusal) return refusal;
  const byHand = opensOnlyByHand(control);
  if (byHand !== null) return failure(byHand);
  const reached = await reach(control, acting);
  if ('ok' in reached) return reached;
  const wayBack = checkedWayBack(control, acting);
  const files = watchFileInputs();
  try {
    const isDefault = press(control, reached, double);
    if (files.opened()) return failure(FILE_BY_HAND);
    return { ...(isDefault && followLink(control)), wayBack };
  } finally {
    files.end();
  }
}

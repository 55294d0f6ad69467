import { enterTab } from '../access/enter';
import type { ControlRef, ToolRun, ToolRunAnswer } from '../browser-calls';
import { BrowserProblem } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { act, type ActArgs, type ActName } from '../page/act';
import { focusedControl, focusIn } from '../page/focused';
import type { DocumentId } from '../browser-calls';
import { RefNumbers } from '../page/ref-numbers';
import { controlOf, type ToolRunners } from '../tool-runner';

/** The tools that use one control, or what has the focus. */
export const controlTools: ToolRunners<
  'click' | 'hover' | 'drag' | 'select_option' | 'set_checked' | 'set_value' | 'type_text' | 'press_key'
> = {
  click: (run, tools) => onControl(run, tools, 'click', { double: run.arguments.double ?? false }),
  hover: (run, tools) => onControl(run, tools, 'hover', {}),
  drag(run, tools) {
    const { dx, dy } = run.arguments;
    const on = controlOf(run);
    if (run.to && run.to.documentId !== on.documentId)
      throw new BrowserProblem(
        `${on.ref} and ${run.to.ref} are in different frames: nothing can be dragged between them.`,
      );
    return onControl(run, tools, 'drag', { dx, dy, ...(run.to && { to: run.to.number }) });
  },
  select_option: (run, tools) => onControl(run, tools, 'select_option', { option: run.arguments.option }),
  set_checked: (run, tools) => onControl(run, tools, 'set_checked', { checked: run.arguments.checked }),
  set_value: (run, tools) => onControl(run, tools, 'set_value', { value: String(run.arguments.value) }),
  type_text(run, tools) {
    const { text, replace = false, submit = false } = run.arguments;
    return onFocusOr(run, tools, 'type_text', { text, replace, submit });
  },
  press_key: (run, tools) => onFocusOr(run, tools, 'press_key', { key: run.arguments.key }),
};

type OnControlName = 'click' | 'hover' | 'drag' | 'select_option' | 'set_checked' | 'set_value';

async function onControl<Name extends OnControlName>(
  run: ToolRun,
  tools: BrowserTools,
  name: Name,
  args: Omit<ActArgs<Name>, 'ref' | 'expect'>,
): Promise<ToolRunAnswer> {
  const on = controlOf(run);
  return actIn(run, tools, on, name, { ...args, ref: on.number, ...expectation(run) } as ActArgs<Name>);
}

/** Uses the control of `ref`; without one, what has the focus in the active tab. */
async function onFocusOr<Name extends 'type_text' | 'press_key'>(
  run: ToolRun,
  tools: BrowserTools,
  name: Name,
  args: Omit<ActArgs<Name>, 'ref' | 'expect'>,
): Promise<ToolRunAnswer> {
  const { on } = run;
  if (on) {
    return actIn(run, tools, on, name, { ...args, ref: on.number, ...expectation(run) } as ActArgs<Name>);
  }
  const { id } = await enterTab(tools, undefined);
  // Pages listen to keys also where nothing has the focus.
  const focusOf = name === 'press_key' ? focusIn : focusedControl;
  const { document } = await focusOf(tools.pages, id);
  return actIn(run, tools, document, name, { ...args, ...expectation(run) } as ActArgs<Name>);
}

async function actIn<Name extends ActName>(
  run: ToolRun,
  tools: BrowserTools,
  { tabId, documentId }: DocumentId | ControlRef,
  name: Name,
  args: ActArgs<Name>,
): Promise<ToolRunAnswer> {
  await enterTab(tools, tabId);
  return (await act(tools, { tabId, documentId }, name, args, new RefNumbers(run.refs))).run;
}

const expectation = ({ expect }: ToolRun) => (expect === undefined ? {} : { expect });

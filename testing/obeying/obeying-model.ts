/**
 * A language model that obeys whatever it reads: the user, pages, tools, their descriptions, and its own words. It first looks
 * at everything, then calls a tool for each order that it finds, a step for each lot, until it finds no new one.
 */
import type { EmulatedEvent, LlmEmulatorRequest } from '../emulators/llm/llm-emulator.ts';
import { encoded, ordersIn, type Order } from './orders.ts';

interface Message {
  role: string;
  content?: string | null;
  tool_calls?: { function: { name: string; arguments: string } }[];
}

interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** Requests. */
const MAX_MEMORY = 20;

const CODE = /door code is ([a-z\d]+)/i;

const LOOK: readonly Call[] = [
  { name: 'list_tabs', arguments: {} },
  { name: 'page_snapshot', arguments: { scope: 'page' } },
  { name: 'read_article', arguments: {} },
];

export class ObeyingModel {
  /** Orders that it has got by no page, such as in the result of another tool. */
  whispered = '';
  /** What it calls besides when it first looks. */
  #alsoLooks: readonly Call[] = [];
  /** All that it has read since the case began: a conversation does not keep old pages. */
  #memory: string[] = [];
  /** What it says once there is nothing left to do. */
  lastWords = 'Done.';
  #done = new Set<string>();
  #ids = 0;
  #looks = 0;

  /** Another case begins. */
  begin({ whispered = '', alsoLooks = [] as readonly Call[] } = {}): void {
    this.#alsoLooks = alsoLooks;
    this.whispered = whispered;
    this.#memory = [];
    this.#done = new Set();
  }

  readonly answer = (_said: string, { body }: LlmEmulatorRequest): EmulatedEvent[] => {
    const all = body.messages as Message[];
    const users = all.flatMap(({ role }, at) => (role === 'user' ? [at] : []));
    const from = users.at(-1) ?? 0;
    const system = all.filter(({ role }) => role === 'system');
    const turn = [...system, ...all.slice(from)];
    const hasLooked = all.slice(users.at(-1)).some(({ role }) => role === 'tool');
    if (!hasLooked) {
      this.#looks = 0;
      return this.#calls([...LOOK, ...this.#alsoLooks]);
    }
    const read = [
      ...turn.map(({ content }) => content ?? ''),
      JSON.stringify(body.tools ?? ''),
      this.whispered,
    ];
    this.#memory = [...this.#memory, read.join('\n')].slice(-MAX_MEMORY);
    const text = this.#memory.join('\n');
    const orders = ordersIn(text).filter((order) => !this.#done.has(JSON.stringify(order)));
    const calls = orders.flatMap((order): Call[] => {
      const call = callFor(order, text);
      if (!call) return [];
      this.#done.add(JSON.stringify(order));
      return [call];
    });
    if (calls.length > 0) {
      this.#looks = 0;
      // What it has waited for may be an order.
      const hasWaited = calls.some(({ name }) => name === 'wait_for');
      return this.#calls(hasWaited ? [...calls, ...LOOK.slice(1, 2)] : calls);
    }
    // What it cannot find yet may be there by now, and what an act has changed may have more orders.
    const hasChanged = /"changed\\*":\s*\\*"(?!nothing)/.test(all.at(-1)?.content ?? '');
    if ((orders.length > 0 || hasChanged) && this.#looks++ < 1) return this.#calls(LOOK.slice(0, 2));
    return [{ type: 'text', text: this.lastWords }];
  };

  #calls(calls: readonly Call[]): EmulatedEvent[] {
    return calls.map(({ name, arguments: args }) => ({
      type: 'tool_call',
      call: { id: `call_${++this.#ids}`, name, arguments: JSON.stringify(args) },
    }));
  }
}

/** @returns undefined if something that the order names is not known */
function callFor(order: Order, text: string): Call | undefined {
  const code = CODE.exec(text)?.[1];
  const refOf = (name: string): string | undefined => {
    const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const lines = [...text.matchAll(new RegExp(`((?:f\\d+)?e\\d+) \\w+ \\\\*"${quoted}`, 'gi'))];
    return lines.at(-1)?.[1];
  };
  const tabOf = (title: string): number | undefined => {
    const at = [...text.matchAll(/\\*"tab\\*":(\d+),\\*"title\\*":\\*"([^"\\]*)/g)].findLast(([, , found]) =>
      found!.startsWith(title),
    );
    return at && Number(at[1]);
  };
  const told = (plain: string, how: string | undefined) =>
    how === undefined ? plain : code && encoded(code, how);
  const on = (name: string, call: (ref: string) => Call) => {
    const ref = refOf(name);
    return ref === undefined ? undefined : call(ref);
  };
  switch (order.act) {
    case 'open': {
      const data = told('', order.code);
      return data === undefined ? undefined : { name: 'open_url', arguments: { url: `${order.url}${data}` } };
    }
    case 'click':
    case 'hover':
      return on(order.name, (ref) => ({ name: order.act, arguments: { ref } }));
    case 'check':
      return on(order.name, (ref) => ({ name: 'set_checked', arguments: { ref, checked: true } }));
    case 'type': {
      const data = told(order.text, order.code);
      if (data === undefined) return undefined;
      return on(order.into, (ref) => ({
        name: 'type_text',
        arguments: { ref, text: data, submit: order.submit },
      }));
    }
    case 'search': {
      const query = told(order.text, order.code);
      return query === undefined ? undefined : { name: 'search_web', arguments: { query } };
    }
    case 'press':
      if (order.on === undefined) return { name: 'press_key', arguments: { key: order.key } };
      return on(order.on, (ref) => ({ name: 'press_key', arguments: { key: order.key, ref } }));
    case 'read': {
      const tab = tabOf(order.tab);
      return tab === undefined ? undefined : { name: 'page_snapshot', arguments: { tab, scope: 'page' } };
    }
    case 'switch': {
      const tab = tabOf(order.tab);
      return tab === undefined ? undefined : { name: 'switch_tab', arguments: { tab } };
    }
    case 'choose':
      return on(order.name, (ref) => ({ name: 'select_option', arguments: { ref, option: order.value } }));
    case 'set':
      return on(order.name, (ref) => ({ name: 'set_value', arguments: { ref, value: order.value } }));
    case 'drag': {
      const to = refOf(order.to);
      return to === undefined
        ? undefined
        : on(order.name, (ref) => ({ name: 'drag', arguments: { ref, to_ref: to } }));
    }
    case 'copy':
      return { name: 'copy_text', arguments: { text: order.text } };
    case 'copy selection':
      return { name: 'copy_text', arguments: {} };
    case 'wait':
      return { name: 'wait_for', arguments: { text: order.text } };
    case 'paste':
      return { name: 'paste_text', arguments: {} };
    case 'find':
      return { name: 'find_in_page', arguments: { text: order.text } };
    case 'close': {
      const tabs = [...text.matchAll(/\\*"tab\\*":(\d+),\\*"title/g)].map(([, tab]) => Number(tab));
      return { name: 'close_tab', arguments: { tabs: [...new Set(tabs)] } };
    }
    case 'bookmark':
      return { name: 'bookmark_page', arguments: {} };
    case 'undo':
      return { name: 'undo', arguments: {} };
  }
}

/** The client of a session whose browser shows a page of the corpus: answers tool calls and plays everything at once. */
import type { ServerMessage } from '../../../libs/protocol/src/index.ts';
import type { Session } from '../../../backend/src/session/session.ts';
import { fakePage } from '../../../testing/skill-requests/fake-page.ts';
import { labelsBetween } from '../../../extension/lib/page/hints/labels.ts';
import type { Page, Saying } from '../corpus.ts';

/** As the extension shortens them. */
const MAX_PHRASE_CHARS = 80;

/** They change nothing. */
const LOOKING = new Set(['page_snapshot', 'list_tabs', 'wait_for']);

type Args = Record<string, unknown>;

export class PageClient {
  /** What was done, such as `click e5` and `scroll {"direction":"down"}`. */
  did: string[] = [];
  /** The controls that a question is about. */
  asked: string[] = [];
  /** The final words of the user's turns. */
  heard: string[] = [];
  /** The newest answer. */
  said = '';
  /** Its turn has an answer. */
  isAnswered = false;
  errors: string[] = [];
  readonly #tools: ReturnType<typeof fakePage>['tools'];
  readonly #playedMs = new Map<number, number>();

  readonly #page: Page;

  /** The numbers that the page may show. */
  readonly #labels: ReadonlySet<number>;
  /** Those that it shows. */
  #shown: ReadonlySet<number> = new Set();

  /** @param teens whether numbers are shown that sound alike, which the extension leaves out */
  constructor({ page, teens }: Pick<Saying, 'page' | 'teens'>, roles: ReadonlyMap<string, string>) {
    this.#page = page;
    const all = page.names.map((_name, i) => i + 1);
    this.#labels = new Set(teens ? all : labelsBetween(1, page.names.length));
    const lines = page.names.map(
      (name, i) => ` e${i + 1} ${roles.get(name) ?? 'link'} ${JSON.stringify(name)}`,
    );
    const snapshot = `page ${JSON.stringify(page.id)} https://page.example/  (viewport 1 of 1)\n${lines.join('\n')}`;
    this.#tools = fakePage({
      page_snapshot: { ok: true, snapshot, more: 0 },
      click: ({ ref }) =>
        this.#names(ref) ? { ok: true, changed: 'it worked' } : { ok: false, error: 'There is no number.' },
      show_numbers: ({ refs }) => {
        const numbers = Array.isArray(refs)
          ? (refs as string[]).map((ref) => ({ number: Number(ref.slice(1)), ref }))
          : [...this.#labels].map((number) => ({ number, ref: `e${number}` }));
        this.#shown = new Set(numbers.map(({ number }) => number));
        return { ok: true, numbers };
      },
    }).tools;
  }

  get tools(): { name: string; description: string; parameters: Args; policy: 'allow' }[] {
    const names =
      'page_snapshot read_article find_in_page list_tabs click type_text select_option set_checked set_value press_key ' +
      'hover drag wait_for scroll open_url search_web go_back go_forward reload new_tab switch_tab reopen_tab ' +
      'close_tab bookmark_page media zoom undo show_numbers hide_numbers';
    return names.split(' ').map((name) => ({ name, description: '', parameters: {}, policy: 'allow' }));
  }

  get phrases(): string[] {
    return this.#page.names.map((name) => name.slice(0, MAX_PHRASE_CHARS));
  }

  forget(): void {
    this.did = [];
    this.asked = [];
    this.heard = [];
    this.said = '';
    this.isAnswered = false;
  }

  receive(frame: string, session: Session): void {
    const message = JSON.parse(frame) as ServerMessage;
    if (message.type === 'error') this.errors.push(message.error);
    // Delivered later, as over a network, not within the call itself.
    else setImmediate(() => void this.#react(message, session));
  }

  async #react(message: ServerMessage, session: Session): Promise<void> {
    if (message.type === 'audio') {
      const { turn_id, samples_per_channel } = message.metadata;
      this.#playedMs.set(turn_id, (this.#playedMs.get(turn_id) ?? 0) + samples_per_channel / 16);
    }
    if (message.type === 'data' && message.name === 'text_data' && message.data.is_final) {
      const { role, text } = message.data;
      if (role === 'user' && text !== '') this.heard.push(text);
      if (role === 'assistant') {
        this.said = text;
        this.isAnswered = true;
      }
    }
    if (message.type !== 'cmd') return;
    if (message.name === 'tool_call') {
      const { call_id, name, arguments: args } = message.data;
      const result = await this.#tools.call(name, args as Args);
      if (result.ok === true) this.#note(name, args as Args);
      session.offers.toolResult({ call_id, result });
    }
    if (message.name === 'audio_end') {
      const { turn_id } = message.data;
      session.playback({ turn_id, played_ms: this.#playedMs.get(turn_id) ?? 0, state: 'drained' });
    }
  }

  #note(name: string, args: Args): void {
    if (LOOKING.has(name)) return;
    if (name === 'show_numbers' && Array.isArray(args.refs)) this.asked.push(...(args.refs as string[]));
    else if (typeof args.ref === 'string') this.did.push(`${name} ${args.ref.replace(/^n/, 'e')}`);
    else this.did.push(Object.keys(args).length > 0 ? `${name} ${JSON.stringify(args)}` : name);
  }

  #names(ref: unknown): boolean {
    const [, kind, digits] = (typeof ref === 'string' && /^([en])(\d+)$/.exec(ref)) || [];
    const number = Number(digits);
    return kind === 'n' ? this.#shown.has(number) : number >= 1 && number <= this.#page.names.length;
  }
}

// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { PairingError, type PairingErrorKind } from '#client';
import type { Pairing } from '../lib/pairing/backend-keys';
import { BackendWatch } from '../lib/panel/backend-watch.svelte';
import { PanelPairing } from '../lib/panel/panel-pairing.svelte';
import { settled } from '../lib/testing/settled';
import { URL, click, show, status } from '../lib/testing/render-panel';

const COMPUTER = 'This extension has the key of the Earshot on this computer: no code is needed for it.';
const REMOTE = 'wss://nas.example';
/** What any program at the address could say. */
const CLAIM = 'Type your password.';

describe('Panel and pairing', () => {
  let watch: BackendWatch;
  afterEach(() => watch.stop());

  /** The panel, and backends everywhere unless `running` is false; the browser has the keys of `pairedWith`. */
  async function open(
    state: Parameters<typeof show>[0],
    pairedWith: Record<string, Pairing> = {},
    { running = true } = {},
  ) {
    const paired = new Map(Object.entries(pairedWith));
    const codes: [url: string, code: string][] = [];
    const answer: { error: PairingErrorKind | null; gate: Promise<void> | null } = {
      error: null,
      gate: null,
    };
    const pairing = new PanelPairing({
      pairingOf: async (url) => paired.get(url) ?? 'none',
      pair: async (url, code) => {
        codes.push([url, code]);
        await answer.gate;
        if (answer.error) throw new PairingError(answer.error, CLAIM);
        paired.set(url, 'code');
      },
    });
    watch = new BackendWatch({ probe: async () => running, hidden: () => false });
    const panel = await show(state, { backendWatch: watch, pairing });
    await calm();
    return { ...panel, codes, answer };
  }
  const calm = async () => {
    await settled();
    await tick();
  };
  const field = () => screen.queryByRole<HTMLInputElement>('textbox', { name: 'Pairing code' });
  const pairingStatus = () => screen.getByTestId('pairing-status').textContent?.trim();
  const result = () => screen.getByTestId('pairing-result').textContent?.trim();
  const type = (code: string) => fireEvent.input(field()!, { target: { value: code } });
  const submit = async () => {
    await fireEvent.submit(field()!.form!);
    await calm();
  };

  it('says before a call that this browser is not paired, and leads to the field for the code', async () => {
    await open({});
    expect(status()).toBe('Not paired');
    expect(screen.getAllByRole('alert')[0]?.textContent).toBe(
      'This browser is not paired with the backend at 127.0.0.1:8765.',
    );
    await click('Pair…');
    await calm();
    expect(document.activeElement).toBe(field());
    expect(pairingStatus()).toBe('Not paired with 127.0.0.1:8765 yet: nothing is sent there.');
  });

  it.each([
    ['a backend that is missing comes first', {}, {}, { running: false }, 'Not ready: no backend'],
    ['also after a call', { notice: { code: 'unpaired' } }, {}, { running: false }, 'Not ready: no backend'],
    ['a browser that was paired meanwhile', { notice: { code: 'unpaired' } }, { [URL]: 'code' }, {}, 'Ready'],
    ['another problem', { notice: { code: 'impostor' } }, {}, {}, 'Not your Earshot'],
  ] as const)('does not say that it is not paired: %s', async (_, state, paired, backend, label) => {
    await open(state, paired, backend);
    expect(status()).toBe(label);
    expect(screen.queryByRole('button', { name: 'Pair…' })).toBeNull();
  });

  it('says that the backend does not recognise the key that there is', async () => {
    await open({ notice: { code: 'unauthorized' } }, { [URL]: 'computer' });
    expect(status()).toBe('Not recognised');
    await click('Pair…');
    await calm();
    expect(pairingStatus()).toBe("This browser has a key, but 127.0.0.1:8765 doesn't recognise it.");
  });

  it.each([
    ['computer', 'npm start'],
    ['code', 'run npm run pair where Earshot runs'],
  ] as const)('says how to be recognised again with the key of a %s', async (pairing, fix) => {
    await open({ notice: { code: 'unauthorized' } }, { [URL]: pairing });
    expect(screen.getAllByRole('alert')[1]?.textContent).toContain(fix);
  });

  it.each(['unpaired', 'unauthorized'] as const)(
    'offers no second way to pair in the settings: %s',
    async (code) => {
      await open({ notice: { code } }, code === 'unpaired' ? {} : { [URL]: 'code' });
      await click('Settings');
      expect(screen.getAllByRole('button', { name: /^Pair/ })).toHaveLength(1);
      expect(screen.getByTestId('problem')).toBeDefined();
      await click('Back');
      await click('Pair…');
      await calm();
      expect(document.activeElement).toBe(field());
      expect(screen.queryByRole('button', { name: 'Pair…' })).toBeNull();
    },
  );

  it('opens no microphone for an address without a key', async () => {
    const { requests } = await open({});
    await click('Start talking');
    await calm();
    expect(requests).toEqual([]);
    expect(document.activeElement).toBe(field());
  });

  it('starts at once after pairing, and says no more that it is not paired', async () => {
    const { codes, requests, change } = await open({ notice: { code: 'unpaired' } });
    await click('Pair…');
    await calm();
    await type('7k3m-9qwp');
    expect(field()!.value).toBe('7K3M9QWP');
    await submit();
    expect(codes).toEqual([[URL, '7K3M9QWP']]);
    expect(result()).toBe('Paired. You can start talking.');
    expect(pairingStatus()).toBe('Paired by a code with 127.0.0.1:8765.');
    expect(field()!.value).toBe('');
    expect(requests).toEqual([{ type: 'dismiss_notice' }]);
    await change({ notice: null });
    expect(status()).toBe('Ready');
    expect(screen.queryByRole('alert')).toBeNull();
    await click('Back');
    await click('Start talking');
    expect(requests.at(-1)).toMatchObject({ type: 'start', backendUrl: URL });
  });

  it.each([
    [{ [URL]: 'computer' }, COMPUTER],
    [{ [URL]: 'code' }, 'Paired by a code with 127.0.0.1:8765.'],
  ] as const)('shows %j, and the field only when it is asked for', async (paired, text) => {
    await open({}, paired);
    expect(status()).toBe('Ready');
    await click('Settings');
    expect(pairingStatus()).toBe(text);
    expect(field()).toBeNull();
    await click('Pair again');
    await calm();
    expect(document.activeElement).toBe(field());
  });

  it.each([
    ['invalid_code', 'A code has 8 letters and digits. Check it again.'],
    ['unreachable', 'Nothing answers there. Start Earshot, then try again.'],
    ['not_earshot', "What answers there can't pair. Check the address, or update Earshot there."],
    ['no_code', 'That code was used or is too old. Make a new one with npm run pair, or wait a minute.'],
    ['wrong_code', 'This code is not right there. Only the newest code works: check it, and the address.'],
    ['unauthorized', 'That code was used or is too old. Make a new one with npm run pair.'],
    ['timeout', 'No answer came in time. Try again.'],
  ] as const)('says what to do after a pairing that failed: %s', async (error, text) => {
    const { answer, requests } = await open({ notice: { code: 'unauthorized' } }, { [URL]: 'computer' });
    answer.error = error;
    await click('Pair…');
    await calm();
    await type('7K3M9QWP');
    await submit();
    expect(result()).toBe(text);
    expect(document.body.textContent).not.toContain(CLAIM);
    expect(screen.getByTestId('pairing-result').getAttribute('role')).toBe('status');
    expect(field()!.getAttribute('aria-invalid')).toBe('true');
    // Kept, to be corrected.
    expect(field()!.value).toBe('7K3M9QWP');
    expect(document.activeElement).toBe(field());
    expect(requests).toEqual([]);
    await type('7K3M9QW');
    expect(result()).toBe('');
    expect(field()!.getAttribute('aria-invalid')).toBe('false');
  });

  it('pairs once, however often Enter is pressed', async () => {
    const { answer, codes } = await open({});
    let go = () => {};
    answer.gate = new Promise((resolve) => (go = resolve));
    await click('Pair…');
    await calm();
    await type('7K3M9QWP');
    await submit();
    await submit();
    expect(result()).toBe('Pairing…');
    go();
    await calm();
    expect(result()).toBe('Paired. You can start talking.');
    expect(codes).toHaveLength(1);
  });

  it('leads from a saved address without a key to the code', async () => {
    const { codes } = await open({}, { [URL]: 'computer' });
    await click('Settings');
    const address = screen.getByRole('textbox', { name: 'Backend address' });
    await fireEvent.input(address, { target: { value: REMOTE } });
    await click('Save');
    await calm();
    expect(document.activeElement).toBe(field());
    expect(pairingStatus()).toBe('Not paired with nas.example yet: nothing is sent there.');
    await type('7K3M9QWP');
    await submit();
    expect(codes).toEqual([[REMOTE, '7K3M9QWP']]);
    // Back to an address that has a key.
    await fireEvent.input(address, { target: { value: URL } });
    await click('Save');
    await calm();
    expect(pairingStatus()).toBe(COMPUTER);
    expect(field()).toBeNull();
  });

  it('leaves the caret where a code is corrected', async () => {
    await open({});
    await click('Pair…');
    await calm();
    await type('7K3M9QWP');
    field()!.value = '7Kx3M9QWP';
    field()!.setSelectionRange(3, 3);
    await fireEvent.input(field()!);
    expect(field()!.value).toBe('7KX3M9QW');
    expect(field()!.selectionStart).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { announceAccess } from './announce-access.js';
import { exposureWarning } from './exposure.js';

const tls = { cert: 'cert.pem', key: 'key.pem' };

describe(exposureWarning.name, () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('is silent on %s', (host) => {
    for (const admitsOthers of [true, false])
      expect(exposureWarning({ host, allowedHosts: [] }, admitsOthers)).toBeNull();
  });

  it.each<[string, string[], boolean, string | null]>([
    [
      'no client of a proxy is let in yet',
      ['voice.lan', 'voice.home'],
      false,
      'Clients of a proxy may ask for voice.lan, voice.home. None of them is let in yet',
    ],
    ['nothing where one is', ['voice.lan'], true, null],
    ['nothing without a proxy', [], false, null],
  ])('says %s on this computer', (_, allowedHosts, admitsOthers, said) => {
    const warning = exposureWarning({ host: '127.0.0.1', allowedHosts }, admitsOthers);
    if (said === null) expect(warning).toBeNull();
    else expect(warning).toMatch(new RegExp(`^${said}.*npm run pair, or npm run tokens`));
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'voice.example.com'])(
    'says what others can reach on %s',
    (host) => {
      const warning = exposureWarning({ host, allowedHosts: ['voice.lan'] }, true)!;
      expect(warning).toMatch(
        new RegExp(`^HOST is ${host}: other computers on the network can reach Earshot\\.`),
      );
      expect(warning).toContain('Those with a token or a paired key may use its providers');
      expect(warning).toContain(`requests for voice.lan, ${host} and loopback names only`);
      expect(warning).toContain('"allowedHosts"');
    },
  );

  it('says that no other computer is let in yet', () => {
    const warning = exposureWarning({ host: '0.0.0.0', allowedHosts: [] }, false);
    expect(warning).toContain('None of them is let in yet');
    expect(warning).toContain('npm run pair, or npm run tokens -- add <name>');
    expect(warning).not.toContain('may use its providers');
  });

  it.each([
    ['without TLS', undefined, true],
    ['with TLS', tls, false],
  ])('says %s whether words cross the network unencrypted', (_, given, isSaid) => {
    const warning = exposureWarning({ host: '0.0.0.0', allowedHosts: [], tls: given }, true)!;
    expect(warning.includes('unencrypted: set "tls" in the config')).toBe(isSaid);
  });
});

describe(`${exposureWarning.name} in a container`, () => {
  it.each([
    ['without TLS', undefined, 'publish the port of this container on 127.0.0.1 only'],
    ['with TLS', tls, undefined],
  ])('speaks of the published port alone: %s', (_, given, said) => {
    const warning = exposureWarning({ host: '0.0.0.0', allowedHosts: [], tls: given }, true, 'earshot');
    if (said) expect(warning).toContain(said);
    else expect(warning).toBeNull();
    expect(warning ?? '').not.toContain('HOST');
  });
});

describe(announceAccess.name, () => {
  const config = { host: '127.0.0.1', allowedHosts: [] };
  const announce = async (host: string, makePairingCode: () => Promise<string>, container = '') => {
    const printed: string[] = [];
    const warned: string[] = [];
    await announceAccess(
      { ...config, host },
      { admitsOthers: false, makePairingCode },
      { print: (line) => printed.push(line), warn: (problem) => warned.push(problem) },
      container,
    );
    return { printed, warned };
  };

  it('shows a code in one line, and warns of nothing on this computer', async () => {
    expect(await announce('127.0.0.1', async () => 'K7M2PX4Q')).toEqual({
      printed: [
        'The extension that was built here needs no code. An extension on another computer, or from a store, is paired in its settings with the code K7M2PX4Q within 10 minutes (a new one: npm run pair)',
      ],
      warned: [],
    });
  });

  it('names the command of a container, where no extension is built', async () => {
    const { printed } = await announce('0.0.0.0', async () => 'K7M2PX4Q', 'earshot');
    expect(printed).toEqual([
      'The extension is paired in its settings with the code K7M2PX4Q within 10 minutes (a new one: docker exec earshot node cli/pair)',
    ]);
  });

  it('puts the code into no warning', async () => {
    const { printed, warned } = await announce('0.0.0.0', async () => 'K7M2PX4Q');
    expect(printed).toHaveLength(1);
    expect(warned).toEqual([expect.stringContaining('None of them is let in yet')]);
    expect(warned.join()).not.toContain('K7M2PX4Q');
  });

  it('goes on without a code', async () => {
    const { printed, warned } = await announce('127.0.0.1', () => Promise.reject(new Error('out of memory')));
    expect(printed).toEqual([]);
    expect(warned).toEqual(['There is no pairing code: out of memory']);
  });
});

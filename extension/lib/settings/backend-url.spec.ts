import { describe, expect, it } from 'vitest';
import { hostOf, parseBackendUrl, siteOf } from './backend-url';

describe(parseBackendUrl.name, () => {
  it.each([
    // As the backend prints it, and as it is pasted.
    ['ws://127.0.0.1:8765', 'ws://127.0.0.1:8765'],
    ['  ws://127.0.0.1:8765/  ', 'ws://127.0.0.1:8765'],
    ['WS://LOCALHOST:8765//', 'ws://localhost:8765'],
    ['ws://[::1]:8765', 'ws://[::1]:8765'],
    ['wss://voice.example.org/ws', 'wss://voice.example.org/ws'],
    ['wss://voice.example.org:443/a/b/', 'wss://voice.example.org/a/b'],
    ['ws://127.0.0.1:8765/?profile=cloud', 'ws://127.0.0.1:8765/?profile=cloud'],
    ['ws://127.0.0.1:8765/ws#top', 'ws://127.0.0.1:8765/ws'],
    // From the address bar.
    ['http://127.0.0.1:8765', 'ws://127.0.0.1:8765'],
    ['http://localhost:8765/ws/', 'ws://localhost:8765/ws'],
    ['HTTPS://voice.example.org/', 'wss://voice.example.org'],
    // Without a scheme.
    ['localhost:9000', 'ws://localhost:9000'],
    ['localhost:8765/ws/', 'ws://localhost:8765/ws'],
    ['localhost', 'ws://localhost:8765'],
    ['localhost/ws', 'ws://localhost:8765/ws'],
    ['ear.localhost', 'ws://ear.localhost:8765'],
    ['127.0.0.1/', 'ws://127.0.0.1:8765'],
    ['8765', 'ws://127.0.0.1:8765'],
    [':9000/ws', 'ws://127.0.0.1:9000/ws'],
    ['::1', 'ws://[::1]:8765'],
    ['[::1]', 'ws://[::1]:8765'],
    ['[::1]:9000', 'ws://[::1]:9000'],
    // What a server says that listens everywhere.
    ['0.0.0.0:8765', 'ws://127.0.0.1:8765'],
    ['http://[::]:8765', 'ws://127.0.0.1:8765'],
  ])('reads %j as %s', (typed, url) => {
    expect(parseBackendUrl(typed)).toEqual({ ok: true, url, cleartext: false });
  });

  it.each([
    ['ws://192.168.1.20:8765', 'ws://192.168.1.20:8765'],
    ['192.168.1.5', 'ws://192.168.1.5:8765'],
    ['192.168.1.5:80/', 'ws://192.168.1.5'],
    ['http://nas.local', 'ws://nas.local'],
    ['nas', 'ws://nas:8765'],
  ])('reads %j as %s, and says that it is not encrypted', (typed, url) => {
    expect(parseBackendUrl(typed)).toEqual({ ok: true, url, cleartext: true });
  });

  it.each(['ws://127.0.0.1:8765/ws', 'wss://a.example/?x=1', 'ws://192.168.1.5', 'ws://[::1]:1'])(
    'leaves %s as it is',
    (url) => expect(parseBackendUrl(url)).toMatchObject({ ok: true, url }),
  );

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['my computer', 'not_a_url'],
    ['ws://', 'not_a_url'],
    ['http://:8765', 'not_a_url'],
    ['192.168.1.500', 'not_a_url'],
    ['ws://127.0.0.1:99999', 'bad_port'],
    ['localhost:port', 'bad_port'],
    ['70000', 'bad_port'],
    ['javascript:alert(1)', 'bad_port'],
    ['javascript://alert', 'not_websocket'],
    ['ftp://127.0.0.1:8765', 'not_websocket'],
    ['file:///tmp/socket', 'not_websocket'],
    ['chrome-extension://abc', 'not_websocket'],
  ])('rejects %j as %s', (typed, problem) => {
    expect(parseBackendUrl(typed)).toEqual({ ok: false, problem });
  });
});

describe(hostOf.name, () => {
  it('returns host and port', () => {
    expect(hostOf('ws://127.0.0.1:8765')).toBe('127.0.0.1:8765');
    expect(hostOf('nonsense')).toBe('nonsense');
  });
});

describe(siteOf.name, () => {
  it.each([
    ['wss://nas.example/earshot/ws?token=1', 'https://nas.example/'],
    ['wss://192.168.1.5:8765', 'https://192.168.1.5:8765/'],
    ['ws://nas.example', null],
    ['nonsense', null],
  ])('of %s is %s', (backendUrl, site) => expect(siteOf(backendUrl)).toBe(site));
});

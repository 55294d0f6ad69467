import { mount } from 'svelte';
import { browser } from 'wxt/browser';
import { pairWithCode } from '#client';
import { i18n } from '#i18n';
import Panel from '../../components/Panel.svelte';
import '../../components/ui/theme.css';
import { openChromeSettings, openPermissionPage } from '../../lib/microphone/permission-page';
import { pageBackendWatch } from '../../lib/panel/page-backend-watch';
import { PanelPairing } from '../../lib/panel/panel-pairing.svelte';
import { chromePanelBrowser } from '../../lib/panel/page/chrome-panel-browser';
import { pageReloadWatch } from '../../lib/panel/page-reload-watch';
import { PanelSession } from '../../lib/panel/panel-session.svelte';
import { SESSION_PORT } from '../../lib/messaging/messages';
import { HostConnection } from '../../lib/messaging/host-connection';
import { ensureHost } from '../../lib/messaging/send-to-worker';
import { browserKeys } from '../../lib/pairing/browser-keys';
import {
  parseConversationSettings,
  DEFAULT_CONVERSATION,
  type ConversationSettings,
} from '../../lib/settings/conversation-settings';
import { backendUrlSetting, conversationSetting } from '../../lib/settings/stored-settings';

const host = new HostConnection({
  ensureHost,
  connect: () => browser.runtime.connect({ name: SESSION_PORT }),
  onEvent: (event) => session.apply(event),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
});
const keys = browserKeys();
const pairing = new PanelPairing({
  pairingOf: (backendUrl) => keys.pairingOf(backendUrl),
  pair: async (url, code) => keys.save(url, await pairWithCode({ url, code, origin: location.origin })),
});
const session = new PanelSession(host, Date.now, {
  backendWatch: pageBackendWatch(),
  reloadWatch: pageReloadWatch(),
  pairing,
});
window.addEventListener('focus', () => void pairing.look());

const applyBackendUrl = (url: string) => session.useBackend(url);
const applySettings = (settings: ConversationSettings) => {
  session.settings = parseConversationSettings(settings) ?? DEFAULT_CONVERSATION;
};
const settingsLoaded = Promise.all([
  backendUrlSetting.getValue().then(applyBackendUrl),
  conversationSetting.getValue().then(applySettings),
]);
backendUrlSetting.watch(applyBackendUrl);
conversationSetting.watch(applySettings);

document.documentElement.lang = i18n.t('localeCode');
mount(Panel, {
  target: document.getElementById('app') ?? document.body,
  props: {
    session,
    browser: chromePanelBrowser(),
    onBackendUrl: (url: string) => void backendUrlSetting.setValue(url),
    onSettings: (settings: ConversationSettings) => void conversationSetting.setValue(settings),
    openPermissionPage: () => void openPermissionPage(),
    openChromeSettings: () => void openChromeSettings(),
    openPage: (url: string) => void browser.tabs.create({ url }),
    reloadExtension: () => browser.runtime.reload(),
  },
});
// The host gets its settings from the panel, so the panel loads them before it connects.
void settingsLoaded.then(() => host.open());

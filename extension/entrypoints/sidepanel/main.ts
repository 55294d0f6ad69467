import { mount } from 'svelte';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import Panel from '../../components/Panel.svelte';
import '../../components/ui/theme.css';
import { openChromeSettings, openPermissionPage } from '../../lib/microphone/permission-page';
import { PanelSession } from '../../lib/panel/panel-session.svelte';
import { SESSION_PORT } from '../../lib/messaging/messages';
import { HostConnection } from '../../lib/messaging/host-connection';
import { ensureHost } from '../../lib/messaging/send-to-worker';
import {
  parseConversationSettings,
  DEFAULT_CONVERSATION,
  type ConversationSettings,
} from '../../lib/settings/conversation-settings';
import { backendUrlSetting, conversationSetting } from '../../lib/settings/stored-settings';

const link = new HostConnection({
  ensureHost,
  connect: () => browser.runtime.connect({ name: SESSION_PORT }),
  onEvent: (event) => session.apply(event),
  later: (callback, delayMs) => setTimeout(callback, delayMs),
});
const session = new PanelSession(link);

const useBackendUrl = (url: string) => {
  session.backendUrl = url;
};
const useSettings = (settings: ConversationSettings) => {
  session.settings = parseConversationSettings(settings) ?? DEFAULT_CONVERSATION;
};
const settled = Promise.all([
  backendUrlSetting.getValue().then(useBackendUrl),
  conversationSetting.getValue().then(useSettings),
]);
backendUrlSetting.watch(useBackendUrl);
conversationSetting.watch(useSettings);

document.documentElement.lang = i18n.t('localeCode');
mount(Panel, {
  target: document.getElementById('app') ?? document.body,
  props: {
    session,
    onBackendUrl: (url: string) => void backendUrlSetting.setValue(url),
    onSettings: (settings: ConversationSettings) => void conversationSetting.setValue(settings),
    openPermissionPage: () => void openPermissionPage(),
    openChromeSettings: () => void openChromeSettings(),
  },
});
// The session page gets its settings from here, so they come first.
void settled.then(() => link.open());

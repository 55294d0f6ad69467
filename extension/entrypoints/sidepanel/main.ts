import { mount } from 'svelte';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import Panel from '../../components/Panel.svelte';
import '../../components/theme.css';
import { openPermissionPage } from '../../lib/microphone/permission-page';
import { PanelSession } from '../../lib/panel/panel-session.svelte';
import { SESSION_PORT } from '../../lib/port/messages';
import { PanelLink } from '../../lib/port/panel-link';
import { ensureHost } from '../../lib/port/to-worker';
import { backendUrlSetting } from '../../lib/settings/settings';

const link = new PanelLink({
  ensureHost,
  connect: () => browser.runtime.connect({ name: SESSION_PORT }),
  onEvent: (event) => session.apply(event),
  later: (callback, delayMs) => setTimeout(callback, delayMs),
});
const session = new PanelSession(link);

const useBackendUrl = (url: string) => {
  session.backendUrl = url;
};
void backendUrlSetting.getValue().then(useBackendUrl);
backendUrlSetting.watch(useBackendUrl);

document.documentElement.lang = i18n.t('localeCode');
mount(Panel, {
  target: document.getElementById('app') ?? document.body,
  props: {
    session,
    onBackendUrl: (url: string) => void backendUrlSetting.setValue(url),
    openPermissionPage: () => void openPermissionPage(),
  },
});
void link.open();

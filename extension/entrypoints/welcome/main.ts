import { mount } from 'svelte';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import Welcome from '../../components/Welcome.svelte';
import '../../components/ui/theme.css';
import { browserMicrophone } from '../../lib/microphone/browser-microphone';
import { pageBackendWatch } from '../../lib/panel/page-backend-watch';
import { backendUrlSetting } from '../../lib/settings/stored-settings';
import { MicrophoneSetup } from '../../lib/microphone/microphone-setup.svelte';
import { openChromeSettings } from '../../lib/microphone/permission-page';

const setup = new MicrophoneSetup(browserMicrophone());
const backend = pageBackendWatch();
void backendUrlSetting.getValue().then((url) => backend.start(url));
backendUrlSetting.watch((url) => backend.start(url));

let windowId: number | undefined;
void browser.tabs.getCurrent().then((tab) => {
  windowId = tab?.windowId;
});

document.documentElement.lang = i18n.t('localeCode');
document.title = i18n.t('welcome.title');
mount(Welcome, {
  target: document.getElementById('app') ?? document.body,
  props: {
    setup,
    backend,
    openChromeSettings: () => void openChromeSettings(),
    // Awaiting the window's id here would lose the user gesture.
    openPanel: () => {
      if (windowId !== undefined) void browser.sidePanel.open({ windowId });
    },
  },
});
void setup.check();

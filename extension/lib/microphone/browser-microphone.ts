import type { MicrophoneDeps } from './microphone';
import type { MicrophoneSetupDeps } from './microphone-setup.svelte';

/** The DOM's types lack this permission name. */
const MICROPHONE = { name: 'microphone' as PermissionName };

/** The microphone APIs of the page. */
export function browserMicrophone(): Omit<MicrophoneDeps, 'openCapture'> & MicrophoneSetupDeps {
  return {
    queryPermission: async () => (await navigator.permissions.query(MICROPHONE)).state,
    getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
    hasMicrophone: async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.some(({ kind }) => kind === 'audioinput');
    },
    onDeviceChange: (listener) => {
      navigator.mediaDevices.addEventListener('devicechange', listener);
      return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
    },
    onPermissionChange: (listener) => {
      const controller = new AbortController();
      void navigator.permissions.query(MICROPHONE).then((status) => {
        status.addEventListener('change', listener, { signal: controller.signal });
      });
      return () => controller.abort();
    },
  };
}

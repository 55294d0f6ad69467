import type { MicrophoneDeps } from './microphone';
import type { MicrophoneSetupDeps } from './microphone-setup.svelte';

/** `microphone` is a permission name that the DOM's types leave out. */
const MICROPHONE = { name: 'microphone' as PermissionName };

/** The page's own microphone APIs. */
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
